namespace Reconciler.Specs.Tests.Shops;

/// <summary>Keys as real shops want them, from the spec to the phone's and Asterisk's files.</summary>
public sealed class KeyTests
{
    private const string External = """external: ["700-720", "*281", "*30-*39"]""";

    [Theory]
    [InlineData("""{ blf: "*281", label: Night }""", "fnc=blf+sd+cp;sub=*281@$PROXY;ext=*281@$PROXY;nme=Night;vid=1", "Night")]
    [InlineData("""{ blf: "*35" }""", "fnc=blf+sd+cp;sub=*35@$PROXY;ext=*35@$PROXY;nme=*35;vid=1", "*35")]
    [InlineData("""{ blf: 102, speedDial: "*85102" }""", "fnc=blf+sd+cp;sub=102@$PROXY;ext=*85102@$PROXY;nme=Sally;vid=1", "Sally")]
    [InlineData("{ park: 701 }", "fnc=prk;sub=701@$PROXY;nme=Park", "Park")]
    [InlineData("{ park: own, label: Park me }", "fnc=prk;sub=$USER@$PROXY;nme=Park me", "Park me")]
    [InlineData("{ page: 800, label: All }", "fnc=sd;ext=800@$PROXY;nme=All", "All")]
    [InlineData("""{ xml: "http://192.0.2.9/vm.php?user=101&x=1", label: VM }""", "fnc=xml;url=http://192.0.2.9/vm.php?user=101&x=1;nme=VM", "VM")]
    [InlineData("""{ function: "fnc=sd;ext=*43@$PROXY;vid=2;nme=Echo" }""", "fnc=sd;ext=*43@$PROXY;vid=2;nme=Echo", "Echo")]
    [InlineData("""{ function: "anything |; goes", label: Raw }""", "anything |; goes", "Raw")]
    public void Key_OnAPhone_HasItsFunctionAndLabel(string key, string function, string label)
    {
        var elements = new Shop { Site = External, Phone = $"keys: [101, {key}]" }.Elements();

        Assert.Equal((function, label, "Disabled"), (elements["Extended_Function_2_"], elements["Short_Name_2_"], elements["Extension_2_"]));
    }

    [Theory]
    [InlineData("""{ blf: 102, speedDial: "*85102" }""", "fnc=blf+sd+cp;sub=102@$PROXY;ext=*85102@$PROXY;nme=Sally;vid=1")]
    [InlineData("{ park: 701 }", "fnc=prk;sub=701@$PROXY;nme=Park")]
    [InlineData("""{ xml: "http://192.0.2.9/", label: VM }""", "fnc=xml;url=http://192.0.2.9/;nme=VM")]
    [InlineData("""{ function: "fnc=sd;ext=1@$PROXY" }""", "fnc=sd;ext=1@$PROXY")]
    public void Key_OnAConsole_HasItsFunction(string key, string function) =>
        Assert.Equal(function, new Shop { Site = External, Phone = $"keys: [101]\nconsole: [{key}]" }.Elements()["Unit_1_Key_1"]);

    [Fact]
    public void Key_OfAProfile_ComesAfterThePhonesOwn()
    {
        var elements = new Shop { Site = External + "\ndefaults: { profile: base }", Profile = "keys: [{ park: own }]" }.Elements();

        Assert.Equal("fnc=prk;sub=$USER@$PROXY;nme=Park", elements["Extended_Function_2_"]);
    }

    [Theory]
    [InlineData("{ blf: \"*282\" }", "REC036")]
    [InlineData("{ park: 800 }", "REC036")]
    [InlineData("{ blf: 102, park: 701 }", "REC028")]
    [InlineData("{ park: 701, mailbox: 102 }", "REC028")]
    [InlineData("{ xml: \"http://user:word@192.0.2.9/\" }", "REC024")]
    [InlineData("{ xml: \"http://192.0.2.9/a;b\" }", "REC024")]
    [InlineData("{ xml: \"ftp://192.0.2.9/\" }", "REC024")]
    [InlineData("{ park: 701, label: \"a;b\" }", "REC067")]
    public void Key_ThatCannotBe_IsRefusedAtItsLine(string key, string code)
    {
        var finding = Assert.Single(new Shop { Site = External, Phone = $"keys: [101, {key}]" }.Findings());

        Assert.StartsWith("phones/one.yaml:3:", finding, StringComparison.Ordinal);
        Assert.Contains(code, finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"*30-#39\"")]
    [InlineData("\"*39-*30\"")]
    [InlineData("\"*3-*30\"")]
    public void External_RangeWhoseEndsDoNotFit_IsRefused(string range) =>
        Assert.Contains("REC024", Assert.Single(new Shop { Site = $"external: [{range}]" }.Findings()), StringComparison.Ordinal);

    [Theory]
    [InlineData("*30-*39", "*3#", false)]
    [InlineData("*30-*39", "*3*", false)]
    [InlineData("*30-*39", "*31", true)]
    [InlineData("1*0-3*9", "200", false)]
    [InlineData("1*0-3*9", "2*5", true)]
    public void External_RangeOfCodes_HoldsThoseWithDigitsInTheSamePlaces(string range, string watched, bool known)
    {
        var findings = new Shop { Site = $"external: [\"{range}\"]", Phone = $"keys: [101, {{ blf: \"{watched}\" }}]" }.Findings();

        Assert.Equal(known, findings.Length == 0);
    }

    [Fact]
    public void ParkKey_WithoutALine_IsRefused() =>
        Assert.Contains("REC049", Assert.Single(new Shop { Phone = "keys: [{ park: own }]" }.Findings()), StringComparison.Ordinal);

    [Theory]
    [InlineData("pjsip", "mailboxes=102@default")]
    [InlineData("sip", "mailbox=102@default")]
    public void LineKey_WithAnothersMailbox_FollowsItOnBothSides(string channel, string setting)
    {
        var shop = new Shop { Asterisk = $"channel: {channel}", Phone = "keys: [{ line: 101, mailbox: 102 }]" };

        Assert.Equal("102", shop.Elements()["Mailbox_ID_1_"]);
        Assert.Contains(setting, shop.Section("101"));
    }

    [Theory]
    [InlineData("{ line: 101, mailbox: 103 }", "REC113")]
    [InlineData("{ line: 101, mailbox: 999 }", "REC113")]
    [InlineData("{ line: 101, mailbox: 102 }, { line: 101, mailbox: 101 }", "REC114")]
    public void LineKey_WithAMailboxThatCannotBe_IsRefused(string keys, string code) =>
        Assert.Contains(code, Assert.Single(new Shop { Phone = $"keys: [{keys}]" }.Findings()), StringComparison.Ordinal);
}
