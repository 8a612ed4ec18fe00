using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Core.Tests.Phones.Families;

/// <summary>What holds for every model of every family, seen by a simulated device that reads its files by itself.</summary>
public sealed class EveryModelTests
{
    private const string FactoryTone = "350@-19,440@-19;10(*/0/1+2)";
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
        var never = Device.Of(phone);
        never.Apply(phone);

        var used = Device.Of(phone);
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
    public void Device_IsTakenItsLine_RegistersNobodyAnyMore(string model)
    {
        var device = Device.Of(PhoneOf(model));
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

    [Fact]
    public void Parse_OneLineMore_IsAModelThatRendersAsItsFamilyDoes()
    {
        var added = Assert.Single(PhoneModel.Parse("Spa", "# a comment\nSPA526G\t526G\t6\t6\t2\t32\t525\tspa526G.cfg\tSPA526G\n"));
        var phone = PhoneOf("SPA525G") with { Model = added };

        var values = PhoneFixture.Values(phone);

        Assert.Equal(("Yes", "No", "Disabled"), (values["Line_Enable_1_"], values["Line_Enable_6_"], values["Extension_6_"]));
        Assert.Equal("SIP", values["SPA525-protocol"]);
        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone)));
    }

    private static Phone PhoneOf(string model)
    {
        var phone = PhoneFixture.Phone(model, [PhoneFixture.Line(1, "151", "Fred")]);
        return phone.Model.LineKeys == 0 ? phone : phone with { Keys = [PhoneFixture.LineKey(1, "Fred")] };
    }

    /// <summary>A device fresh from the factory, which takes files as its maker says.</summary>
    private sealed class Device
    {
        private readonly FactoryPhone? _flat;
        private readonly YealinkPhone? _yealink;

        private Device(Phone phone)
        {
            if (phone.Model.Family == "Yealink")
            {
                _yealink = new YealinkPhone([new("voice.tone.country", "Custom")]);
            }
            else
            {
                _flat = new FactoryPhone(new PhoneIdentity { Mac = phone.Mac.ToString(), ProductName = phone.Model.Product }, [new("Dial_Tone", FactoryTone)]);
            }

            Take(DeviceFamilies.Of(phone.Model).RenderBootstrap(PhoneFixture.Site));
        }

        public string DialTone => _flat?["Dial_Tone"] ?? _yealink!["voice.tone.country"];

        public (string User, bool IsOn) FirstLine => _flat is { } flat
            ? (flat.Ignored["User_ID_1_"], flat.Ignored["Line_Enable_1_"] == "Yes")
            : (_yealink!["account.1.user_name"], _yealink["account.1.enable"] == "1");

        public static Device Of(Phone phone) => new(phone);

        public void Apply(Phone phone) => Take(
            PhoneArtifacts.Create(PhoneFixture.Fleet(PhoneFixture.Site, phone), new KnownSecrets(), Key).Single(a => a.Phone is not null).Render());

        public IReadOnlyList<string> DifferencesFrom(Device other) => _flat?.DifferencesFrom(other._flat!) ?? _yealink!.DifferencesFrom(other._yealink!);

        private void Take(byte[] file)
        {
            _flat?.Apply(file);
            _yealink?.Apply(file);
        }
    }
}
