namespace Reconciler.Specs.Tests.Shops;

/// <summary>The phones' own star codes and the softkeys that dial them.</summary>
public sealed class CodeTests
{
    private const string WithProfile = "defaults: { profile: base }";

    [Theory]
    [InlineData("stationName: Shop")]
    [InlineData("serviceCodes: none")]
    public void Codes_BehindSoftkeys_AreTheSitesFeatures(string profile)
    {
        var elements = new Shop
        {
            Features = """voicemail: "*97", groupPickup: "*8", directedPickup: "**", callPark: "*70", callUnpark: "*71" """,
            Site = WithProfile,
            Profile = profile,
        }.Elements();

        Assert.Equal(
            ("*8", "**", "*70", "*71", ""),
            (elements["Group_Call_Pickup_Code"], elements["Call_Pickup_Code"], elements["Call_Park_Code"], elements["Call_UnPark_Code"], elements["Call_Return_Code"]));
    }

    [Fact]
    public void Codes_OfTheFactory_AreTheFeaturesWhereTheSiteHasThem()
    {
        var elements = new Shop { Site = WithProfile, Profile = "serviceCodes: factory" }.Elements();

        Assert.Equal(("*8", "**", "*38", "*69"), (elements["Group_Call_Pickup_Code"], elements["Call_Pickup_Code"], elements["Call_Park_Code"], elements["Call_Return_Code"]));
    }

    [Fact]
    public void Codes_OfAMap_LieOverItsBase()
    {
        var elements = new Shop
        {
            Site = WithProfile,
            Profile = """serviceCodes: { base: factory, Call_Return_Code: "*169", DND_Act_Code: "", Group_Call_Pickup_Code: "*88" }""",
        }.Elements();

        Assert.Equal(("*169", "", "*88", "*79"), (elements["Call_Return_Code"], elements["DND_Act_Code"], elements["Group_Call_Pickup_Code"], elements["DND_Deact_Code"]));
    }

    [Theory]
    [InlineData("serviceCodes: { Call_Retrun_Code: \"*69\" }", "REC022")]
    [InlineData("serviceCodes: { base: both }", "REC023")]
    [InlineData("serviceCodes: facotry", "REC026")]
    public void Codes_MisspeltInAMap_AreRefused(string profile, string code) =>
        Assert.Contains(code, Assert.Single(new Shop { Site = WithProfile, Profile = profile }.Findings()), StringComparison.Ordinal);

    [Fact]
    public void Softkeys_WithoutACode_AreNotShown()
    {
        var elements = new Shop { Features = """groupPickup: "", directedPickup: "**" """ }.Elements();
        var idle = Keys(elements["Idle_Key_List"]);

        Assert.Contains("pickup", idle);
        Assert.DoesNotContain("gpickup", idle);
        Assert.DoesNotContain("unpark", idle);
        Assert.DoesNotContain("unpark", Keys(elements["Off_Hook_Key_List"]));
        Assert.DoesNotContain("park", Keys(elements["Connected_Key_List"]));
        Assert.Contains("redial", idle);
        Assert.Equal(("No", "Yes", "No"), (elements["Call_Park_Serv"], elements["Call_Pick_Up_Serv"], elements["Group_Call_Pick_Up_Serv"]));
    }

    [Fact]
    public void Softkeys_WithTheirCodes_AreTheFactorys()
    {
        var elements = new Shop { Features = """callPark: "*70", callUnpark: "*71" """ }.Elements();

        Assert.Superset(new HashSet<string>(["pickup", "gpickup", "unpark"]), Keys(elements["Idle_Key_List"]).ToHashSet());
        Assert.Equal("Yes", elements["Call_Park_Serv"]);
    }

    [Fact]
    public void Softkeys_ThatTheUserLists_StayAsTheyAre() => Assert.Equal(
        "unpark|1;gpickup|2", new Shop { Phone = "keys: [101]\nparameters: { Idle_Key_List: unpark|1;gpickup|2 }" }.Elements()["Idle_Key_List"]);

    [Theory]
    [InlineData("SPA525G2")]
    [InlineData("SPA525G")]
    public void Softkeys_Of525WithoutACode_AreSwitchedOff(string model)
    {
        var elements = new Shop { Model = model }.Elements();

        Assert.DoesNotContain("unpark", Keys(elements.GetValueOrDefault("Idle_Key_List", "")));
        Assert.Equal("No", elements["Call_Park_Serv"]);
    }

    [Fact]
    public void ParkCode_OfAnExtension_IsRefused() => Assert.Contains(
        "REC031", Assert.Single(new Shop { Features = "callPark: 102" }.Findings()), StringComparison.Ordinal);

    private static string[] Keys(string list) => [.. list.Split(';').Select(k => k.Split('|')[0])];
}
