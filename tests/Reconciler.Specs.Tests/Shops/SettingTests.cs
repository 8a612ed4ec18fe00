namespace Reconciler.Specs.Tests.Shops;

/// <summary>Single settings of phones as real shops have them.</summary>
public sealed class SettingTests
{
    private const string Push = "CISCO_XML_EXE_Enable: \"Yes\"";

    [Theory]
    [InlineData("resync: { every: 1h }", "3600")]
    [InlineData("resync: { every: 10m }", "600")]
    [InlineData("resync: { every: 1h, retry: 5m }", "300")]
    [InlineData("resync: { every: 10m, retry: 15m }", "900")]
    public void Retry_AfterAnError_IsWhatTheSiteSays(string provisioning, string seconds) =>
        Assert.Equal(seconds, new Shop { Provisioning = provisioning }.Elements()["Resync_Error_Retry_Delay"]);

    [Fact]
    public void Retry_AtOnce_IsRefused() => Assert.Contains(
        "REC025", Assert.Single(new Shop { Provisioning = "resync: { retry: 0s }" }.Findings()), StringComparison.Ordinal);

    [Theory]
    [InlineData("SPA504G")]
    [InlineData("SPA525G2")]
    public void XmlPush_WithACredential_IsAllowed(string model)
    {
        var shop = new Shop
        {
            Model = model,
            Phone = $"keys: [101]\nparameters: {{ {Push}, CISCO_XML_EXE_Auth_Mode: Local Credential, XML_User_Name: push, XML_Password: {{ derive: 1 }} }}",
        };

        Assert.DoesNotContain(shop.Findings(), f => f.Contains(" error ", StringComparison.Ordinal));
        Assert.Equal(("Yes", "Local Credential"), (shop.Elements()["CISCO_XML_EXE_Enable"], shop.Elements()["CISCO_XML_EXE_Auth_Mode"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", CISCO_XML_EXE_Auth_Mode: Trusted, XML_User_Name: push, XML_Password: { derive: 1 }")]
    [InlineData(", CISCO_XML_EXE_Auth_Mode: Local Credential, XML_Password: { derive: 1 }")]
    [InlineData(", CISCO_XML_EXE_Auth_Mode: Local Credential, XML_User_Name: push")]
    public void XmlPush_WithoutACredential_SaysWhyNot(string also)
    {
        var finding = Assert.Single(new Shop { Phone = $"keys: [101]\nparameters: {{ {Push}{also} }}" }.Findings(), f => f.Contains(" error ", StringComparison.Ordinal));

        Assert.StartsWith("phones/one.yaml:4:", finding, StringComparison.Ordinal);
        Assert.Contains("REC118", finding, StringComparison.Ordinal);
        Assert.Contains("CVE-2015-0670", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void XmlPush_NotAskedFor_IsOff() => Assert.Equal(("No", "Local Credential"), (new Shop().Elements()["CISCO_XML_EXE_Enable"], new Shop().Elements()["CISCO_XML_EXE_Auth_Mode"]));

    [Theory]
    [InlineData("SPA303")]
    [InlineData("SPA504G")]
    [InlineData("SPA525G2")]
    public void Codecs_NotListed_AreOff(string model)
    {
        var elements = new Shop { Model = model, Asterisk = "codecs: [alaw]" }.Elements();
        var on = elements.Where(e => e.Key.EndsWith("_Enable_1_", StringComparison.Ordinal) && IsCodec(e.Key) && e.Value == "Yes").Select(e => e.Key);

        Assert.Equal(model == "SPA525G2" ? ["G711a_Enable_1_"] : [], on);
        Assert.Equal(("G711a", "Unspecified"), (elements["Preferred_Codec_1_"], elements["Second_Preferred_Codec_1_"]));
    }

    [Fact]
    public void Codecs_ThatAParameterAsksFor_AreOn() => Assert.Equal(
        "Yes", new Shop { Phone = "keys: [101]\nparameters: { G726-40_Enable_1_: \"Yes\" }" }.Elements()["G726-40_Enable_1_"]);

    [Theory]
    [InlineData("SPA504G")]
    [InlineData("SPA514G")]
    [InlineData("SPA525G2")]
    public void StationName_IsOnTheScreenAndInThePages(string model)
    {
        var named = new Shop { Model = model, Phone = "keys: [101]\nstationName: Fred" }.Elements();
        var plain = new Shop { Model = model }.Elements();

        Assert.Equal(("Fred", "Fred"), (named["Station_Name"], named["Station_Display_Name"]));
        Assert.Equal(("", ""), (plain["Station_Name"], plain["Station_Display_Name"]));
    }

    private static bool IsCodec(string element) => element[0] == 'G' || element.StartsWith("L16", StringComparison.Ordinal) || element.StartsWith("AMR", StringComparison.Ordinal);
}
