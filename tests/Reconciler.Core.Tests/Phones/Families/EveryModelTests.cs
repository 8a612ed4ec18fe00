using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Phones.Settings;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Phones.Families;

/// <summary>What holds for every model of every family, seen by a simulated device that reads its files by itself.</summary>
public sealed class EveryModelTests
{
    private static readonly byte[] Key = new byte[32];

    public static TheoryData<string> Models => [.. PhoneModel.All.Select(m => m.Name)];

    [Fact]
    public void All_AreAtLeastFortyFive_EachOnce()
    {
        Assert.InRange(PhoneModel.All.Length, 45, 200);
        Assert.Equal(PhoneModel.All.Length, PhoneModel.All.Select(m => m.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Device_IsGivenASettingAndLosesItAgain_IsAsOneThatNeverHadIt(string model)
    {
        var phone = PhoneOf(model);
        var with = phone with { Settings = new SettingsSpec { Typed = [new SettingValue("tones.country", PhoneFixture.PhoneLocation, [PhoneFixture.At("FR")])] } };
        var never = SimulatedDevice.Of(phone);
        never.Apply(phone);

        var used = SimulatedDevice.Of(phone);
        var tone = used.DialTone;
        used.Apply(phone);
        used.Apply(with);
        Assert.NotEqual(tone, used.DialTone);
        used.Apply(phone);

        Assert.Equal(tone, used.DialTone);
        Assert.Empty(used.DifferencesFrom(never));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Device_IsGivenEachSettingThatItHasAndLosesItAgain_IsAsOneThatNeverHadIt(string model)
    {
        var phone = PhoneOf(model);
        var without = SimulatedDevice.FileOf(phone);
        var never = SimulatedDevice.Of(phone);
        never.Take(without);
        var tried = 0;
        foreach (var (key, given) in Changes(phone))
        {
            var used = SimulatedDevice.Of(phone);
            used.Take(without);
            used.Apply(given);
            Assert.True(used.DifferencesFrom(never).Count > 0, $"{key} changes nothing on a {model}.");
            used.Take(without);

            Assert.Equal([], used.DifferencesFrom(never).Select(d => $"{key}: {d}"));
            tried++;
        }

        Assert.InRange(tried, 6, 20);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Device_IsTakenItsLine_RegistersNobodyAnyMore(string model)
    {
        var device = SimulatedDevice.Of(PhoneOf(model));
        device.Apply(PhoneOf(model));
        Assert.Equal(("151", true), device.FirstLine);

        device.Apply(PhoneFixture.Phone(model));

        Assert.Equal(("", false), device.FirstLine);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Profile_IsFoundByItsName_AndCarriesItsTag(string model)
    {
        var phone = PhoneOf(model);
        var artifact = PhoneArtifacts.Create(PhoneFixture.Fleet(PhoneFixture.Site, phone), new KnownSecrets(), Key).Single(a => a.Phone is not null);

        Assert.Equal(phone.Mac, DeviceFamilies.PhoneOf(artifact.Path["xml/".Length..]));
        Assert.Matches("^[0-9a-f]{8}$", RevisionTag.Read(artifact.Render()));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void File_IsReadBackElementByElement_WithoutItsTag(string model)
    {
        var phone = PhoneOf(model);
        var family = DeviceFamilies.OfProfile(DeviceFamilies.Of(phone.Model).ProfileName(phone.Mac))!;
        var file = SimulatedDevice.FileOf(phone);

        var elements = family.ReadElements(file);

        Assert.Equal(PhoneFixture.Render(phone).Parameters.Select(p => p.Name).Order(StringComparer.Ordinal), elements.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(RevisionTag.Read(file)!, Assert.Single(elements, e => family.IsTagElement(e.Key) && e.Value.Contains("cfg/", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
        Assert.True(family.HoldsPassword(elements));
        Assert.StartsWith("tftp://192.168.2.245/xml", elements[family.AddressElements[0]], StringComparison.Ordinal);
        Assert.Empty(family.ReadElements("<flat-profile><Proxy_1_>"u8.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Bootstrap_IsPublishedForAFleetThatHasTheModel(string model)
    {
        var paths = PhoneArtifacts.Create(PhoneFixture.Fleet(PhoneFixture.Site, PhoneOf(model)), new KnownSecrets(), Key).Select(a => a.Path).ToList();

        Assert.Equal(PhoneFixture.Model(model).BootstrapFile.Length > 0, paths.Contains(PhoneFixture.Model(model).BootstrapFile));
        Assert.Equal(paths.Distinct(StringComparer.Ordinal), paths);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Check_SettingThatTheModelDoesNotHave_IsNeverDroppedInSilence(string model)
    {
        var phone = PhoneOf(model);
        var family = DeviceFamilies.Of(phone.Model);
        var settings = new SettingsSpec { Typed = [new SettingValue("vpn.tunnelGroup", new("phones/fred.yaml", 7, 3), [PhoneFixture.At("office")])] };
        var given = phone with { Spec = phone.Spec with { Settings = settings }, Settings = settings };

        var found = PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, given)).Where(d => d.Code == "REC137").ToList();

        Assert.Equal(family.PassesOverSettings ? [] : ["phones/fred.yaml:7:3"], found.Select(d => d.Location.ToString()));
        Assert.All(found, d => Assert.Contains(model, d.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Check_OrdinaryPhone_NothingIsFound(string model)
    {
        var phone = PhoneOf(model);
        var site = PhoneFixture.Site with { Asterisk = PhoneFixture.Site.Asterisk with { Codecs = [PhoneFixture.At("g722"), PhoneFixture.At("alaw")] } };

        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(site, phone)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Plan_OtherPassword_MakesTheDeviceRegisterAgain(string model) =>
        Assert.Contains(
            ProfileLayout.Of(PhoneFixture.Model(model)).ManagedNames,
            name => ManagedParameters.Of(PhoneFixture.Model(model)).PatternOf(name) == "Password_{n}_" && DeviceFamilies.Of(PhoneFixture.Model(model)).IsOfARegistration(name));

    [Theory]
    [MemberData(nameof(Models))]
    public void Catalogue_IsSorted_AndItsDefaultsAreLegal(string model)
    {
        var catalogue = ParameterCatalogue.Of(PhoneFixture.Model(model));

        Assert.Equal(catalogue.All.Select(p => p.Pattern).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), catalogue.All.Select(p => p.Pattern));
        Assert.All(catalogue.All, p => Assert.NotNull(p.DefaultOn(PhoneFixture.Model(model)) is { } factory ? p.Canonical(factory, PhoneFixture.Model(model)) : ""));
        Assert.All(ManagedParameters.NamesFor(PhoneFixture.Model(model)), name => Assert.NotNull(catalogue.Find(name)));
    }

    [Fact]
    public void Check_FunctionOfAnotherMakersLanguage_IsRefusedWithItsPlace()
    {
        var phone = PhoneOf("T46S");
        var key = new FunctionKey(new("phones/fred.yaml", 5, 5), "fnc=sd;ext=101@$PROXY", PhoneFixture.At("Office"));

        var found = Assert.Single(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone with { Keys = [.. phone.Keys, key] })));

        Assert.Equal(("REC138", "phones/fred.yaml:5:5"), (found.Code, found.Location.ToString()));
    }

    [Theory]
    [InlineData("Cisco/SPA525G-7.2.30 cfg/0a1b2c3d", "SPA525G", "7.2.30")]
    [InlineData("Linksys/SPA942-5.1.10 cfg/0a1b2c3d", "SPA942", "5.1.10")]
    [InlineData("Linksys/SPA-962-6.1.5(a) (4MM00F903042)", "SPA962", "6.1.5(a)")]
    [InlineData("Linksys/PAP2T-5.1.6(LS)", "PAP2T", "5.1.6(LS)")]
    [InlineData("Linksys/SPA2102-5.2.10", "SPA2102", "5.2.10")]
    [InlineData("Cisco/SPA112-1.4.1(SR5)", "SPA112", "1.4.1(SR5)")]
    [InlineData("Cisco-CP-8841-3PCC/11.0 (00562b043615)", "CP-8841-3PCC", "11.0")]
    [InlineData("Yealink SIP-T46S 66.86.0.15", "T46S", "66.86.0.15")]
    [InlineData("Yealink cfg/0a1b2c3d SIP-T46S", "T46S", null)]
    public void Read_UserAgentOfAFamily_GivesModelAndFirmware(string text, string model, string? firmware) =>
        Assert.Equal((DeviceAgent?)new DeviceAgent(model, firmware), DeviceFamilies.Read(text));

    [Theory]
    [InlineData("Spa", "SPA526G\t526G\t6\t6\t2\t32\t525\tspa526G.cfg\tSPA526G")]
    [InlineData("Linksys", "SPA963\t963\t6\t6\t2\t32\t9x2\tspa963.cfg\tSPA963")]
    [InlineData("Mpp", "CP-8899-3PCC\t8899-3PCC\t12\t12\t3\t36\t88xx\t8899-3PCC.xml\tCP-8899-3PCC")]
    [InlineData("Adapter", "SPA2112\t2112\t2\t0\t0\t0\t2102\tspa2112.cfg\tSPA2112")]
    [InlineData("RouterAdapter", "ATA193\t193\t2\t0\t0\t0\t19x\tata193.cfg\tATA193")]
    [InlineData("Yealink", "T49S\t199\t16\t30\t6\t40\t66\ty000000000199.cfg\tSIP-T49S")]
    public void Parse_OneLineMore_IsAModelThatLivesFromItsFirstFileToItsUnset(string family, string line)
    {
        var added = Assert.Single(PhoneModel.Parse(family, $"# a comment\n{line}\n"));
        var key = PhoneFixture.LineKey(1, "Fred");
        var phone = PhoneFixture.Phone("SPA525G", [PhoneFixture.Line(1, "151", "Fred")], added.LineKeys == 0 ? [] : [key]) with { Model = added };
        var site = PhoneFixture.Site with { Models = [added] };
        var artifacts = PhoneArtifacts.Create(PhoneFixture.Fleet(site, phone), new KnownSecrets(), Key).ToList();

        Assert.Equal([added.BootstrapFile, $"xml/{DeviceFamilies.Of(added).ProfileName(phone.Mac)}"], artifacts.Select(a => a.Path));
        Assert.Matches("^[0-9a-f]{8}$", RevisionTag.Read(artifacts[1].Render()));
        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(site, phone)));
        var device = SimulatedDevice.Of(phone);
        device.Apply(phone);
        Assert.Equal(("151", true), device.FirstLine);
        device.Apply(phone with { Registrations = [], Keys = [] });
        Assert.Equal(("", false), device.FirstLine);
    }

    [Fact]
    public void Parse_OneLineMore_HasAsManyLinesAndKeysAsItSays()
    {
        var added = Assert.Single(PhoneModel.Parse("Spa", "SPA526G\t526G\t6\t6\t2\t32\t525\tspa526G.cfg\tSPA526G\n"));
        var phone = PhoneOf("SPA525G") with { Model = added };

        var values = PhoneFixture.Values(phone);

        Assert.Equal(("Yes", "No", "Disabled"), (values["Line_Enable_1_"], values["Line_Enable_6_"], values["Extension_6_"]));
        Assert.Equal("SIP", values["SPA525-protocol"]);
        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone)));
    }

    /// <summary>A phone with one thing more, for each thing that its model has and that a new one's value is known of.</summary>
    private static IEnumerable<(string Key, Phone Phone)> Changes(Phone phone)
    {
        var (model, place) = (phone.Model, PhoneFixture.PhoneLocation);
        foreach (var (key, text) in new[]
        {
            ("ntp.servers", "192.0.2.9"), ("language.selection", "French"), ("tones.country", "FR"), ("directory.name", "Staff"), ("directory.url", "http://192.0.2.9/book.xml"),
            ("directory.ldap.server", "192.0.2.9"), ("directory.ldap.searchBase", "dc=example"), ("display.timeFormat", "24hr"), ("display.logoText", "Office"), ("dtmf.method", "info"), ("stun", "192.0.2.9"),
        })
        {
            if (SettingFields.Find(key) is { } field && field.UnsetOn(model) == Unset.Factory)
            {
                yield return (key, With(new SettingsSpec { Typed = [new SettingValue(key, place, [PhoneFixture.At(text)])] }));
            }
        }

        foreach (var (key, settings) in new (string, SettingsSpec)[]
        {
            ("stationName", new SettingsSpec { StationName = PhoneFixture.At("Desk") }),
            ("dialPlan", new SettingsSpec { DialPlan = PhoneFixture.At("(9xx.|[2-8]xxS0)") }),
            ("syslog.server", new SettingsSpec { SyslogServer = PhoneFixture.At("192.0.2.9") }),
            ("timeZone", new SettingsSpec { TimeZone = new(new TimeZoneSpec("Europe/Paris", null, null), place) }),
            ("admin.password", new SettingsSpec { AdminPassword = new(new(SecretKind.Admin, "profile/base", SecretOrigin.Derive, 1), place) }),
        })
        {
            if (ManagedParameters.Of(model).HasKey(key, model))
            {
                yield return (key, With(settings));
            }
        }

        if (model.LineKeys > 1)
        {
            yield return ("keys", phone with { Keys = [.. phone.Keys, PhoneFixture.Blf("153", "Reception")] });
        }

        if (model.Registrations > 1)
        {
            yield return ("a second line", phone with { Registrations = [.. phone.Registrations, PhoneFixture.Line(2, "152", "Sally")] });
        }

        if (model.ConsoleUnits > 0)
        {
            yield return ("console", phone with { Console = [PhoneFixture.SpeedDial("153", "Reception")] });
        }

        yield return ("name", phone with { Registrations = [PhoneFixture.Line(1, "151", "Frederick")] });

        Phone With(SettingsSpec settings) => phone with { Settings = settings };
    }

    private static Phone PhoneOf(string model)
    {
        var phone = PhoneFixture.Phone(model, [PhoneFixture.Line(1, "151", "Fred")]);
        return phone.Model.LineKeys == 0 ? phone : phone with { Keys = [PhoneFixture.LineKey(1, "Fred")] };
    }
}
