using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Fleets;

public sealed class FleetResolverTests
{
    private const string Mac1 = "002584061156";
    private const string Mac2 = "002584d8d147";

    [Fact]
    public void Resolve_NumbersRegistrationsByFirstAppearance()
    {
        var phone = Single(Given.Extension("151", "Fred"), Given.Extension("152"), Given.Phone(
            Mac1, "SPA504G", Given.Line("152"), Given.Blf("151"), Given.Line("151", "Desk"), Given.Line("152", "Again", "Shown")));

        Assert.Equal([(1, "152", "Shown"), (2, "151", "Fred")], phone.Registrations.Select(r => (r.Index, r.Extension.Number.ToString(), r.DisplayName.Value)));
        Assert.Equal(
            ["line 1 152", "blf 151 Fred", "line 2 Desk", "line 1 Again"],
            phone.Keys.Select(k => k switch
            {
                LineKey l => $"line {l.RegistrationIndex} {l.Label}",
                BlfKey b => $"blf {b.Number} {b.Label}",
                _ => k.ToString(),
            }));
    }

    [Fact]
    public void Resolve_LabelsFallBackToNameThenNumber()
    {
        var phone = Single(
            Given.Extension("151", "Fred"),
            Given.Group("600", "151") with { Name = Given.At("Front") },
            Given.Phone(Mac1, "SPA508G", Given.Line("151"), Given.Dial("151"), Given.Dial("600"), Given.Dial("3615551212"), Given.Blf("701")));

        Assert.Equal(["Fred", "Fred", "Front", "3615551212", "701"], phone.Keys.Select(Label));
    }

    [Fact]
    public void Resolve_ModelWithoutLineKeys_RegistersWithoutAKey()
    {
        var phone = Single(Given.Extension("151"), Given.Phone(Mac1, "SPA502G", Given.Line("151")) with { Console = [Given.Blf("151"), Given.Disabled()] });

        Assert.Empty(phone.Keys);
        Assert.Single(phone.Registrations);
        Assert.Collection(phone.Console, k => Assert.IsType<BlfKey>(k), k => Assert.IsType<DisabledKey>(k));
    }

    [Fact]
    public void Resolve_AppliesProfilesDepthFirst_EachOnce_DefaultFirst()
    {
        var phone = Single(
            Given.Site(defaultProfile: "base"),
            Given.Profile("base", "root"),
            Given.Profile("root"),
            Given.Profile("a", "root", "b"),
            Given.Profile("b", "base"),
            Given.Phone(Mac1, "SPA504G") with { Profiles = Given.Names("a", "base") });

        Assert.Equal(["root", "base", "b", "a"], phone.Profiles.Select(p => p.Name.Value));
    }

    [Fact]
    public void Resolve_FirmwareWithSteppingStones_HasThemOldestFirst()
    {
        var site = Given.Site() with { Firmware = [Given.Image("7.6.2", "7.5.4"), Given.Image("7.5.4", "7.4.9"), Given.Image("7.4.9"), Given.Image("7.6.1", "7.4.9")] };

        var phone = Single(site, Given.Phone(Mac1, "SPA525G") with { Firmware = Given.At("7.6.2") });

        Assert.Equal(["7.4.9", "7.5.4"], phone.SteppingStones.Select(s => s.Version.Value));
        Assert.Equal(["7.4.9", "7.5.4", "7.6.2"], phone.FirmwareSteps.Select(s => s.Version.Value));
    }

    [Fact]
    public void Resolve_AppendsProfileKeys_InOrderOfApplication()
    {
        var phone = Single(
            Given.Site(defaultProfile: "base"),
            Given.Profile("base") with { Keys = [Given.Dial("1")] },
            Given.Profile("more") with { Keys = [Given.Dial("2")] },
            Given.Phone(Mac1, "SPA504G", Given.Dial("0")) with { Profiles = Given.Names("more") });

        Assert.Equal(["0", "1", "2"], phone.Keys.Select(Label));
    }

    [Fact]
    public void Resolve_MergesSettings_LaterOverEarlier_ModelAfterItsProfile_PhoneLast()
    {
        var winner = Given.Parameter("P", "phone");
        var phone = Single(
            Given.Site(defaultProfile: "base"),
            Given.Profile("base") with
            {
                Settings = new SettingsSpec { StationName = Given.At("Base"), DebugLevel = Given.At(1), Parameters = [Given.Parameter("Z", "base"), Given.Parameter("A", "base")] },
                Models =
                [
                    new ModelParametersSpec(Given.At(Given.Model("SPA504G")), [Given.Parameter("A", "base504"), Given.Parameter("P", "base504")]),
                    new ModelParametersSpec(Given.At(Given.Model("SPA525G")), [Given.Parameter("Z", "base525")]),
                ],
            },
            Given.Profile("late") with { Settings = new SettingsSpec { DebugLevel = Given.At(3), Parameters = [Given.Parameter("A", "late")] } },
            Given.Phone(Mac1, "SPA504G") with
            {
                Profiles = Given.Names("late"),
                Settings = new SettingsSpec { StationName = Given.At("Mine"), Parameters = [winner], Unchecked = [Given.Parameter("Z", "phone")] },
            });

        Assert.Equal("Mine", phone.Settings.StationName!.Value.Value);
        Assert.Equal(3, phone.Settings.DebugLevel!.Value.Value);
        Assert.Equal([("A", "late"), ("P", "phone")], phone.Settings.Parameters.Select(p => (p.Name.Value, p.Text!.Value.Value)));
        Assert.Equal([("Z", "phone")], phone.Settings.Unchecked.Select(p => (p.Name.Value, p.Text!.Value.Value)));
        Assert.Equal(winner.Text!.Value.Location, phone.Settings.Parameters[1].Text!.Value.Location);
    }

    [Fact]
    public void SettingsLayers_CarryEverySetting()
    {
        var full = new SettingsSpec
        {
            StationName = Given.At("a"),
            ServiceCodes = new ServiceCodesSpec(Given.At(ServiceCodes.Factory), [], Given.Place("some.yaml")),
            SyslogServer = Given.At("b"),
            DebugServer = Given.At("c"),
            DebugLevel = Given.At(2),
            TimeZone = Given.At(new TimeZoneSpec("America/Chicago", null, null)),
            DialPlan = Given.At("(x.)"),
            AdminPassword = Given.At(Given.PlainSecret("s", "t")),
            WebServer = Given.At(false),
            Typed = [new SettingValue("ring.volume", Given.Place("some.yaml"), [Given.At("9")])],
            Parameters = [Given.Parameter("P", "1")],
            Unchecked = [Given.Parameter("U", "1")],
        };

        foreach (var property in typeof(SettingsSpec).GetProperties().Where(p => p.SetMethod is not null))
        {
            Assert.NotNull(property.GetValue(full));
            foreach (var merged in new[] { SettingsLayers.Over(SettingsSpec.Empty, full), SettingsLayers.Over(full, new SettingsSpec { Parameters = [Given.Parameter("Q", "2")] }) })
            {
                if (property.PropertyType != typeof(System.Collections.Immutable.ImmutableArray<ParameterSpec>))
                {
                    Assert.Equal(property.GetValue(full), property.GetValue(merged));
                }
            }
        }

        Assert.Single(SettingsLayers.Over(SettingsSpec.Empty, full).Parameters);
        Assert.Single(SettingsLayers.Over(full, new SettingsSpec { StationName = Given.At("z") }).Unchecked);
    }

    [Fact]
    public void Resolve_SortsEverything_AndListsThePhonesOfAnExtension()
    {
        var fleet = FleetOf(
            Given.Extension("152"),
            Given.Extension("151"),
            Given.Group("601", "151"),
            Given.Group("600", "151"),
            Given.Route("2", "151"),
            Given.Route("1", "151"),
            Given.Phone(Mac2, "SPA504G", Given.Line("151")),
            Given.Phone(Mac1, "SPA504G", Given.Line("151"), Given.Line("151")));

        Assert.Equal([Mac1, Mac2], fleet.Phones.Select(p => p.Mac.ToString()));
        Assert.Equal(["151", "152"], fleet.Extensions.Select(e => e.Number.ToString()));
        Assert.Equal([Mac1, Mac2], fleet.Extensions[0].Phones.Select(m => m.ToString()));
        Assert.Empty(fleet.Extensions[1].Phones);
        Assert.Equal(["600", "601"], fleet.Groups.Select(g => g.Number.ToString()));
        Assert.Equal(["1", "2"], fleet.Routes.Select(r => r.Did.Value));
    }

    [Fact]
    public void Resolve_CallingContext_IsTheSites_UnlessNamed()
    {
        var fleet = FleetOf(Given.Extension("151"), Given.Extension("152") with { Context = Given.At("lobby") });

        Assert.Equal(["fxsgroup", "lobby"], fleet.Extensions.Select(e => e.CallingContext));
    }

    [Fact]
    public void Resolve_Firmware_IsTheImageForTheModel()
    {
        var phone = Single(Given.Phone(Mac1, "SPA525G") with { Firmware = Given.At("7.2.30") });

        Assert.Equal("spa525g-7-2-30.bin", phone.Firmware!.Image.Value);
    }

    [Fact]
    public void InputDigest_FollowsEveryDocumentThatThePhoneDependsOn_AndNoOther()
    {
        Spec[] specs =
        [
            Given.Extension("151", "Fred"), Given.Extension("152", "Sally"), Given.Extension("199"), Given.Group("600", "151"), Given.Group("699", "151"),
            Given.Profile("base") with { Keys = [Given.Dial("600")] }, Given.Profile("other"),
            Given.Phone(Mac1, "SPA504G", Given.Line("151")) with { Profiles = Given.Names("base"), Console = [Given.Blf("152")] },
        ];
        var before = Single(specs).InputDigest;

        bool Changes(int changed) => Single([.. specs.Select((s, i) => i == changed ? s with { Digest = Given.DigestOf("edited") } : s)]).InputDigest != before;

        Assert.Equal([true, true, false, true, false, true, false, true], Enumerable.Range(0, specs.Length).Select(Changes));
        Assert.NotEqual(before, Single(Given.Site() with { Digest = Given.DigestOf("edited") }, specs).InputDigest);
        Assert.Equal(before, Single(specs).InputDigest);
    }

    private static string Label(PhoneKey key) => key switch
    {
        LineKey line => line.Label.Value,
        BlfKey blf => blf.Label.Value,
        SpeedDialKey dial => dial.Label.Value,
        _ => "",
    };

    private static Phone Single(params Spec[] specs) => Single(Given.Site(), specs);

    private static Phone Single(SiteSpec site, params Spec[] specs) => Assert.Single(FleetOf(site, specs).Phones);

    private static Fleet FleetOf(params Spec[] specs) => FleetOf(Given.Site(), specs);

    private static Fleet FleetOf(SiteSpec site, Spec[] specs)
    {
        var resolution = FleetResolver.Resolve(Given.Specs(site, specs), null);
        Assert.DoesNotContain(resolution.Diagnostics, d => d.Severity == Severity.Error);
        return Assert.IsType<Fleet>(resolution.Fleet);
    }
}
