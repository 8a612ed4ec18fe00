using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

public sealed class PhoneRulesTests
{
    [Fact]
    public void Accepts_SeedPhone() => Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, PhoneFixture.Seed())));

    [Theory]
    [InlineData("Ringer_Volume", "9")]
    [InlineData("Dial_Assistance", "yes")]
    [InlineData("Select_Logo", "")]
    [InlineData("Default_Ring__2__", "User 1")]
    [InlineData("Primary_NTP_Server", "ntp.example.com")]
    public void Accepts_CatalogueParameter(string name, string value) => Assert.Empty(Check(PhoneFixture.Parameter(name, value)));

    [Theory]
    [InlineData("Ringer_Volum", "REC060", "Did you mean \"Ringer_Volume\"?")]
    [InlineData("Current_IP", "REC060", "Leave it out.")]
    [InlineData("Proxy_1_", "REC062", "Use asterisk.host in site.yaml instead.")]
    [InlineData("Proxy_9_", "REC062", "Use asterisk.host in site.yaml instead.")]
    [InlineData("Profile_Rule", "REC062", "Use provisioning in site.yaml instead.")]
    [InlineData("Resync_From_SIP", "REC062", "Leave it out.")]
    [InlineData("Cfwd_All_Act_Code", "REC062", "Use serviceCodes instead.")]
    public void Rejects_ParameterThatCannotBeSetHere(string name, string code, string hint)
    {
        var diagnostic = Assert.Single(Check(PhoneFixture.Parameter(name, "x")));

        Assert.Equal((code, hint, Severity.Error), (diagnostic.Code, diagnostic.Hint, diagnostic.Severity));
        Assert.Equal("phones/fred.yaml:20:3", diagnostic.Location.ToString());
    }

    [Fact]
    public void Rejects_AnotherUseOfThePlaceOfTheProfilesKey()
    {
        var site = PhoneFixture.Site with { Provisioning = PhoneFixture.Site.Provisioning with { Encrypt = true } };
        var phone = PhoneFixture.Seed() with { Settings = new SettingsSpec { Parameters = [PhoneFixture.Parameter("GPP_SA", "mine")] } };

        var diagnostic = Assert.Single(PhoneRules.Check(PhoneFixture.Resolved(site, phone)), d => d.Severity == Severity.Error);

        Assert.Equal(("REC062", "Use GPP_SB instead."), (diagnostic.Code, diagnostic.Hint));
    }

    [Fact]
    public void Rejects_IllegalValue_AtTheValue()
    {
        var diagnostic = Assert.Single(Check(PhoneFixture.Parameter("Dial_Assistance", "perhaps")));

        Assert.Equal(("REC061", "phones/fred.yaml:20:20", "Use one of Yes, No."), (diagnostic.Code, diagnostic.Location.ToString(), diagnostic.Hint));
    }

    [Theory]
    [InlineData("Back_Light_Timer__sec_", "10")]
    [InlineData("Default_Ring__2__", "1")]
    [InlineData("SPA525-wifi-on", "Yes")]
    public void Warns_ParameterNotSeenOnTheModel(string name, string value)
    {
        var diagnostic = Assert.Single(Check(PhoneFixture.Parameter(name, value), "SPA301"));

        Assert.Equal(("REC063", Severity.Warning), (diagnostic.Code, diagnostic.Severity));
    }

    [Fact]
    public void Warns_PlainSecret_WithoutEchoingIt()
    {
        var diagnostic = Assert.Single(Check(PhoneFixture.Parameter("User_Password", "hunter2")));

        Assert.Equal(("REC064", Severity.Warning), (diagnostic.Code, diagnostic.Severity));
        Assert.DoesNotContain("hunter2", diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_SecretWhereNoneIsKept() => Assert.Equal("REC065", Assert.Single(Check(PhoneFixture.SecretParameter("Text_Logo"))).Code);

    [Theory]
    [InlineData("Ringer_Volume", "REC066")]
    [InlineData("Proxy_1_", "REC062")]
    [InlineData("no such name", "REC066")]
    [InlineData("a:b", "REC066")]
    [InlineData("", "REC066")]
    public void Rejects_Unchecked(string name, string code) =>
        Assert.Equal(code, Assert.Single(Check(new SettingsSpec { Unchecked = [PhoneFixture.Parameter(name, "x")] })).Code);

    [Fact]
    public void Accepts_UncheckedUnknown() => Assert.Empty(Check(new SettingsSpec { Unchecked = [PhoneFixture.Parameter("Brand_New_1_", "x")] }));

    [Theory]
    [InlineData("a;b")]
    [InlineData("a=b")]
    [InlineData("a|b")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData("\uffff")]
    public void Rejects_LabelOfBlfSpeedDialAndConsole(string label)
    {
        var phone = PhoneFixture.Phone("SPA504G", keys: [PhoneFixture.Blf("151", label), PhoneFixture.SpeedDial("0", label)]) with { Console = [PhoneFixture.Blf("152", label)] };

        Assert.All(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone)), d => Assert.Equal("REC067", d.Code));
        Assert.NotEmpty(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone)));
    }

    [Fact]
    public void Rejects_HalfACharacter() => Assert.Equal("REC067", Assert.Single(Check(PhoneFixture.Parameter("Text_Logo", "a\ud800"))).Code);

    [Fact]
    public void Accepts_LineLabelWithTheKeysOwnSigns() =>
        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, PhoneFixture.Phone("SPA504G", [PhoneFixture.Line(1, "151", "A;B")], [PhoneFixture.LineKey(1, "a;b=c|😀")]))));

    [Fact]
    public void Rejects_OverlongValue() => Assert.Equal("REC067", Assert.Single(Check(PhoneFixture.Parameter("Text_Logo", new string('é', 2001)))).Code);

    [Theory]
    [InlineData("opus")]
    [InlineData("g711u")]
    public void Rejects_UnknownCodec(string codec)
    {
        var site = PhoneFixture.Site with { Asterisk = PhoneFixture.Site.Asterisk with { Codecs = [PhoneFixture.At(codec)] } };

        Assert.Equal("REC068", Assert.Single(PhoneRules.Check(PhoneFixture.Resolved(site, PhoneFixture.Seed()))).Code);
    }

    [Theory]
    [InlineData("America/Chicag", "Did you mean \"America/Chicago\"?")]
    [InlineData("Asia/Gaza", "Use timeOffset: \"+02:00\" instead, with a dst rule that is right for this year.")]
    [InlineData("Asia/Hebron", "Use timeOffset: \"+02:00\" instead, with a dst rule that is right for this year.")]
    public void Rejects_TimeZone(string zone, string hint)
    {
        var diagnostic = Assert.Single(Check(new SettingsSpec { TimeZone = new(new TimeZoneSpec(zone, null, null), PhoneFixture.SiteLocation) }));

        Assert.Equal(("REC069", hint), (diagnostic.Code, diagnostic.Hint));
    }

    [Theory]
    [InlineData("tomorrow", 1)]
    [InlineData("start=3/-1/7/2:0:0;end=10/-1/7/3:0:0;save=1", 0)]
    [InlineData("start=3/8/7/2;end=11/1/7/2;save=1:0", 0)]
    [InlineData("start=3/-1/7/2;end=10/-1/7/3;save=1;", 0)]
    public void DaylightSavingRule_IsInThePhonesForm(string rule, int findings) =>
        Assert.Equal(findings, Check(new SettingsSpec { TimeZone = new(new TimeZoneSpec(null, TimeSpan.FromHours(1), rule), PhoneFixture.SiteLocation) }).Length);

    [Theory]
    [InlineData("[x*#].")]
    [InlineData("(xx")]
    [InlineData("(xx))(")]
    [InlineData("abc(xx)")]
    public void Rejects_DialPlanWithoutItsParentheses(string plan) =>
        Assert.Equal("REC061", Assert.Single(Check(new SettingsSpec { DialPlan = PhoneFixture.At(plan) })).Code);

    [Theory]
    [InlineData("7.2.30 )? http://evil/x", "x.bin")]
    [InlineData("7.2.30", "x y.bin")]
    [InlineData("7.2.30", "../x.bin")]
    [InlineData("7.2.30", "$A")]
    public void Rejects_FirmwareThatWouldChangeTheRule(string version, string image)
    {
        var site = PhoneFixture.Site with { Firmware = [new FirmwareImageSpec(PhoneFixture.Model("SPA525G"), PhoneFixture.At(version), PhoneFixture.At(image))] };

        Assert.Equal("REC067", Assert.Single(PhoneRules.Check(PhoneFixture.Resolved(site))).Code);
    }

    [Fact]
    public void Accepts_FirmwareVersionWithServiceRelease()
    {
        var site = PhoneFixture.Site with { Firmware = [new FirmwareImageSpec(PhoneFixture.Model("SPA525G"), PhoneFixture.At("7.6.2(SR1)"), PhoneFixture.At("spa525g-7-6-2SR1.bin"))] };

        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(site)));
    }

    [Fact]
    public void Check_ProfileOfManyPhones_IsReportedOnce()
    {
        var profile = new ProfileSpec
        {
            Location = PhoneFixture.SiteLocation,
            Digest = default,
            Name = PhoneFixture.At("base"),
            Extends = [],
            Settings = new SettingsSpec { Parameters = [PhoneFixture.Parameter("Nonsense", "1")] },
            Keys = [],
            Models = [new ModelParametersSpec(new(PhoneFixture.Model("SPA504G"), PhoneFixture.SiteLocation), [PhoneFixture.Parameter("Proxy_1_", "x", line: 30)])],
        };
        Phone[] phones = [PhoneFixture.Phone("SPA504G") with { Profiles = [profile] }, PhoneFixture.Phone("SPA504G") with { Profiles = [profile] }, PhoneFixture.Phone("SPA301") with { Profiles = [profile] }];

        Assert.Equal(["REC060", "REC062"], PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phones)).Select(d => d.Code));
    }

    private static Diagnostic[] Check(ParameterSpec parameter, string model = "SPA504G") => Check(new SettingsSpec { Parameters = [parameter] }, model);

    private static Diagnostic[] Check(SettingsSpec settings, string model = "SPA504G")
    {
        var phone = PhoneFixture.Phone(model);
        return [.. PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone with { Spec = phone.Spec with { Settings = settings } }))];
    }
}
