using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Tests.Shops;

/// <summary>What can be written and cannot be meant: settings that contradict each other or the site, or that name what there is not.</summary>
public sealed class ContradictionTests
{
    [Theory]
    [InlineData("(911!|xx.)", "911!")]
    [InlineData("([2-9]xx!|[x*#].)", "[2-9]xx!")]
    [InlineData("L:8,S:4,(9x.S4!|[x*#].)", "9x.S4!")]
    [InlineData("(<8:>911|x11 !|xx.)", "x11 !")]
    [InlineData("(<9:8>11!|xx.)", "<9:8>11!")]
    public void DialPlan_ThatBarsAnEmergencyNumber_IsAnError(string plan, string sequence) => Assert.Contains(
        new Shop { Site = """emergency: ["911"]""", Phone = $"keys: [101]\ndialPlan: \"{plan}\"" }.Findings(),
        finding => finding.Contains("error REC166", StringComparison.Ordinal) && finding.Contains($"\"{sequence}\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("(1900xxxxxxx!|[x*#].)")]
    [InlineData("([2-8]11!|[x*#].)")]
    [InlineData("(9111!|xx.)")]
    [InlineData("([9-2]11!|xx.)")]
    [InlineData("(!|xx.)")]
    public void DialPlan_ThatBarsOthers_IsNone(string plan) =>
        Assert.Empty(new Shop { Site = """emergency: ["911"]""", Phone = $"keys: [101]\ndialPlan: \"{plan}\"" }.Findings());

    [Theory]
    [InlineData("5060", "192.0.2.5:5060")]
    [InlineData("5061", "192.0.2.5:5061")]
    public void Port_BesideTls_IsWrittenWhateverItIs(string port, string proxy) =>
        Assert.Equal(proxy, new Shop { Asterisk = $"transport: tls, port: {port}" }.Elements()["Proxy_1_"]);

    [Fact]
    public void Softkey_ThatNoPhoneHas_IsWarnedOfWithTheNearest() => Assert.Contains(
        $"{Codes.SoftkeyWithoutEffect.Id} No list of a factory phone has a softkey \"redail\". Did you mean \"redial\"?",
        Assert.Single(new Shop { Phone = "keys: [101]\nsoftkeys: { idle: [redail|1, dir|2, psk16|3] }" }.Findings()), StringComparison.Ordinal);

    [Fact]
    public void Softkey_WhoseCodeTheSiteDoesNotHave_IsWarnedOf() => Assert.Contains(
        "The softkey unpark would dial nothing",
        Assert.Single(new Shop { Phone = "keys: [101]\nsoftkeys: { idle: [redial|1, unpark|2, pickup|3] }" }.Findings()), StringComparison.Ordinal);

    [Fact]
    public void Softkey_WhoseCodeIsTheFactorys_IsNone() =>
        Assert.Empty(new Shop { Features = "voicemail: \"*97\"", Phone = "keys: [101]\nserviceCodes: factory\nsoftkeys: { idle: [redial|1, unpark|2] }" }.Findings());

    [Theory]
    [InlineData("start=13/-1/7/2:0:0;end=10/-1/7/3:0:0;save=1")]
    [InlineData("start=3/99/7/2:0:0;end=10/-1/7/3:0:0;save=1")]
    [InlineData("start=3/-1/7/25:0:0;end=10/-1/7/3:0:0;save=1")]
    [InlineData("start=3/-1/7/2:0:0;end=10/-1/7/3:60:0;save=1")]
    [InlineData("start=3/-1/7/2:0:0;end=10/-1/7/3:0:0;save=99")]
    public void DaylightSavingRule_OfADayOrTimeThatThereIsNot_IsAnError(string rule) => Assert.Contains(
        "names a day or time that there is not",
        Assert.Single(new Shop { Phone = $"keys: [101]\ntimeOffset: \"+01:00\"\ndst: \"{rule}\"" }.Findings()), StringComparison.Ordinal);

    [Fact]
    public void ExternalNumbers_ThatPickUpACall_AreAnError() => Assert.Contains(
        "hold **102, which picks up calls of extension 102",
        Assert.Single(new Shop { Site = """external: ["**102"]""" }.Findings()), StringComparison.Ordinal);

    [Fact]
    public void PortsOfSpeech_TheFirstAboveTheLast_AreAnError() => Assert.Contains(
        "RTP_Port_Min is 20000, and RTP_Port_Max",
        Assert.Single(new Shop { Phone = "keys: [101]\nparameters: { RTP_Port_Min: 20000, RTP_Port_Max: 16384 }" }.Findings()), StringComparison.Ordinal);

    [Theory]
    [InlineData("paging: { groups: [{ address: \"224.168.168.168:34560\", number: 911, name: All }] }")]
    [InlineData("parameters: { Group_Paging_Script: \"pggrp=224.168.168.168:34560;name=All;num=9115;listen=yes;\" }")]
    public void PagingGroup_OfAnEmergencyNumber_IsAnError(string phone) => Assert.Contains(
        "error REC165 The phone would page where somebody dials the emergency number 911.",
        Assert.Single(new Shop { Site = """emergency: ["911"]""", Phone = "keys: [101]\n" + phone }.Findings()), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "info", true)]
    [InlineData("", "inband", true)]
    [InlineData("endpoint: { dtmf_mode: info }", "info", false)]
    [InlineData("endpoint: { dtmf_mode: auto }", "inband", false)]
    [InlineData("", "rfc2833", false)]
    public void Digits_ThatAsteriskIsNotToldToHear_AreWarnedOf(string asterisk, string method, bool found) =>
        Assert.Equal(found, new Shop { Asterisk = asterisk, Phone = $"keys: [101]\ndtmf: {{ method: {method} }}" }.Findings().Any(f => f.Contains(Codes.DigitsUnheard.Id, StringComparison.Ordinal)));

    [Theory]
    [InlineData("serviceCodes: factory", "voicemail: \"*98\"", "*98 for its own Blind_Transfer_Code, and not")]
    [InlineData("serviceCodes: { Call_Return_Code: \"*97\" }", "voicemail: \"*97\"", "*97 for its own Call_Return_Code, and not")]
    public void ServiceCode_ThatTheSiteAnswers_IsFound(string phone, string features, string says) => Assert.Contains(
        says, Assert.Single(new Shop { Features = features, Phone = "keys: [101]\n" + phone }.Findings()), StringComparison.Ordinal);

    [Fact]
    public void ServiceCode_OfTheFactoryThatTheSiteAnswers_IsAWarning() => Assert.Contains(
        $"warning {Codes.CodeKeptByPhone.Id}", Assert.Single(new Shop { Features = "voicemail: \"*98\"", Phone = "keys: [101]\nserviceCodes: factory" }.Findings()), StringComparison.Ordinal);

    [Fact]
    public void GroupPickup_WithoutDirectedPickup_StaysOffered()
    {
        var elements = new Shop { Features = """voicemail: "*97", groupPickup: "*8", directedPickup: "" """ }.Elements();

        Assert.Equal("*8", elements["Group_Call_Pickup_Code"]);
        Assert.Equal("Yes", elements["Group_Call_Pick_Up_Serv"]);
        Assert.Equal("No", elements["Call_Pick_Up_Serv"]);
    }

    [Fact]
    public void Softkey_OfAParametersList_IsJudgedToo() => Assert.Contains(
        "The softkey unpark would dial nothing",
        Assert.Single(new Shop { Phone = "keys: [101]\nparameters: { Idle_Key_List: \"redial|1;unpark|2\" }" }.Findings()), StringComparison.Ordinal);

    [Theory]
    [InlineData("""keys: [101, { blf: "*97" }]""")]
    [InlineData("""keys: [101, { blf: "911" }]""")]
    public void Lamp_OfANumberOfTheSites_IsNotSentToExternal(string phone) => Assert.Contains(
        "It is a number of the site's own that has no lamp; use speedDial for it.",
        Assert.Single(new Shop { Site = """emergency: ["911"]""", Phone = phone }.Findings()), StringComparison.Ordinal);

    [Fact]
    public void ParkKey_AtTheSitesParkingCode_IsNone() =>
        Assert.Empty(new Shop { Features = """callPark: "*70" """, Phone = """keys: [101, { park: "*70" }]""" }.Findings());

    [Fact]
    public void StarCode_WithoutQuotes_IsSaidToNeedThem() => Assert.Contains(
        "YAML takes *97 for the name of an alias. Put it in quotes: \"*97\".",
        new Shop { Phone = "keys: [101, { speedDial: *97 }]" }.Findings()[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("parameters: { Primary_NTP_Server: \"a b\" }")]
    [InlineData("parameters: { STUN_Server: \"http://stun.example.com\" }")]
    [InlineData("parameters: { Outbound_Proxy_1_: \"::\" }")]
    [InlineData("parameters: { XML_Directory_Service_URL: foo }")]
    [InlineData("parameters: { BMP_Picture_Download_URL: nope }")]
    [InlineData("directory: { url: \"192.0.2.5/dir.xml\" }")]
    public void ServerOrUrl_ThatIsNone_IsAnError(string phone) =>
        Assert.Contains(" error REC", Assert.Single(new Shop { Phone = "keys: [101]\n" + phone }.Findings()), StringComparison.Ordinal);

    [Theory]
    [InlineData("parameters: { Primary_NTP_Server: pool.ntp.org, Secondary_NTP_Server: \"\" }")]
    [InlineData("parameters: { Outbound_Proxy_1_: \"sbc.example.com:5070\", STUN_Server: 192.0.2.9 }")]
    [InlineData("directory: { url: \"http://192.0.2.5/dir.php?mac=$MA\" }")]
    public void ServerOrUrl_ThatIsOne_IsNone(string phone) => Assert.Empty(new Shop { Phone = "keys: [101]\n" + phone }.Findings());
}
