using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Phones;

public sealed class PhoneRendererTests
{
    public static TheoryData<string> Models => [.. PhoneModel.Usual.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Render_AnyModel_WritesEveryManagedParameterOnce(string model)
    {
        var names = PhoneFixture.Render(PhoneFixture.Phone(model)).Parameters.Select(p => p.Name).ToArray();

        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(ManagedParameters.NamesFor(PhoneFixture.Model(model)).Except(names));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Render_UnusedLines_AreSwitchedOffAndEmptied(string model)
    {
        var values = PhoneFixture.Values(PhoneFixture.Phone(model, [PhoneFixture.Line(1, "151", "Fred")]));

        for (var n = 2; n <= PhoneFixture.Model(model).Registrations; n++)
        {
            Assert.Equal(("No", "", "", ""), (values[$"Line_Enable_{n}_"], values[$"User_ID_{n}_"], values[$"Password_{n}_"], values[$"Proxy_{n}_"]));
            Assert.Equal((5059 + n).ToString(), values[$"SIP_Port_{n}_"]);
        }
    }

    [Fact]
    public void Render_SameLineOnTwoKeys_IsOneRegistration()
    {
        var values = PhoneFixture.Values(PhoneFixture.Phone("SPA504G", [PhoneFixture.Line(1, "151", "Fred")], [PhoneFixture.LineKey(1, "A"), PhoneFixture.LineKey(1, "B")]));

        Assert.Equal(("1", "1", "Disabled"), (values["Extension_1_"], values["Extension_2_"], values["Extension_3_"]));
        Assert.Equal(("A", "B", "No"), (values["Short_Name_1_"], values["Short_Name_2_"], values["Line_Enable_2_"]));
    }

    [Fact]
    public void Render_BlfAndSpeedDial_AreKeyFunctions()
    {
        var values = PhoneFixture.Values(PhoneFixture.Phone("SPA504G", [PhoneFixture.Line(1, "151", "Fred")], [PhoneFixture.LineKey(1, "A"), PhoneFixture.Blf("153", "Reception"), PhoneFixture.SpeedDial("3615551212", "Office")]));

        Assert.Equal("fnc=blf+sd+cp;sub=153@$PROXY;ext=153@$PROXY;nme=Reception;vid=1", values["Extended_Function_2_"]);
        Assert.Equal("fnc=sd;ext=3615551212@$PROXY;nme=Office", values["Extended_Function_3_"]);
        Assert.Equal(("Disabled", "Reception", ""), (values["Extension_2_"], values["Short_Name_2_"], values["Extended_Function_4_"]));
    }

    [Fact]
    public void Render_ModelWithoutLineKeys_ShowsItsLineByKeyOne()
    {
        var values = PhoneFixture.Values(PhoneFixture.Phone("SPA301", [PhoneFixture.Line(1, "151", "Fred")]));

        Assert.Equal(("1", "Fred"), (values["Extension_1_"], values["Short_Name_1_"]));
    }

    [Fact]
    public void Render_DirectedPickupOff_LeavesPickupOutOfKeys()
    {
        var site = PhoneFixture.Site with { Features = new FeaturesSpec { Voicemail = null, GroupPickup = null, DirectedPickup = null } };

        var values = PhoneFixture.Values(PhoneFixture.Phone("SPA504G", keys: [PhoneFixture.Blf("153", "R")]), site);

        Assert.Equal("fnc=blf+sd;sub=153@$PROXY;ext=153@$PROXY;nme=R;vid=1", values["Extended_Function_1_"]);
        Assert.Equal(("", ""), (values["Attendant_Console_Call_Pickup_Code"], values["Voice_Mail_Number"]));
    }

    [Fact]
    public void Render_Console_EnablesTheUnitsThatHaveKeys()
    {
        var phone = PhoneFixture.Phone("SPA504G") with { Console = [.. Enumerable.Repeat<PhoneKey>(PhoneFixture.Hole, 32), PhoneFixture.Blf("101", "W")] };

        var values = PhoneFixture.Values(phone);

        Assert.Equal(("No", "Yes"), (values["Unit_1_Enable"], values["Unit_2_Enable"]));
        Assert.StartsWith("fnc=blf", values["Unit_2_Key_1"], StringComparison.Ordinal);
        Assert.Equal("", values["Unit_2_Key_32"]);
    }

    [Fact]
    public void Render_AsteriskOnAnotherPortBehindNat_SaysSo()
    {
        var site = PhoneFixture.Site with { Asterisk = PhoneFixture.Site.Asterisk with { Port = 5070, Nat = true } };

        var values = PhoneFixture.Values(PhoneFixture.Seed(), site);

        Assert.Equal(("192.168.2.245:5070", "Yes", "Yes", "Yes"), (values["Proxy_1_"], values["NAT_Mapping_Enable_1_"], values["NAT_Keep_Alive_Enable_1_"], values["Symmetric_RTP"]));
    }

    [Fact]
    public void Render_Codecs_AreThePhonesNamesInOrder()
    {
        var site = PhoneFixture.Site with { Asterisk = PhoneFixture.Site.Asterisk with { Codecs = [PhoneFixture.At("alaw"), PhoneFixture.At("g729")] } };

        var values = PhoneFixture.Values(PhoneFixture.Seed(), site);

        Assert.Equal(("G711a", "G729a", "Unspecified"), (values["Preferred_Codec_1_"], values["Second_Preferred_Codec_1_"], values["Third_Preferred_Codec_1_"]));
        Assert.Equal(("No", "Yes", "Yes", "No"), (values["G722_Enable_1_"], values["G729a_Enable_1_"], values["G711a_Enable_1_"], values["G711u_Enable_1_"]));
    }

    [Theory]
    [InlineData("SPA504G", null, "(911S0|[x*#].)")]
    [InlineData("SPA501G", null, "(911S0|[x*].)")]
    [InlineData("SPA504G", "([2-9]xx|0)", "(911S0|[2-9]xx|0)")]
    [InlineData("SPA504G", "L:8,S:4,([2-9]xx)", "L:8,S:4,(911S0|[2-9]xx)")]
    public void Render_DialPlan_BeginsWithTheEmergencyNumbers(string model, string? plan, string expected)
    {
        var phone = PhoneFixture.Phone(model) with { Settings = new SettingsSpec { DialPlan = plan is null ? null : PhoneFixture.At(plan) } };

        Assert.Equal(expected, PhoneFixture.Values(phone)["Dial_Plan_1_"]);
    }

    [Fact]
    public void Render_NoEmergencyNumbers_LeavesTheDialPlan() =>
        Assert.Equal("([x*#].)", PhoneFixture.Values(PhoneFixture.Phone("SPA504G"), PhoneFixture.Site with { Emergency = [] })["Dial_Plan_1_"]);

    [Fact]
    public void Render_FactoryServiceCodes_AreTheCatalogues()
    {
        var phone = PhoneFixture.Phone("SPA504G") with { Settings = new SettingsSpec { ServiceCodes = new(new(ServiceCodes.Factory, PhoneFixture.SiteLocation), [], PhoneFixture.SiteLocation) } };

        Assert.Equal(("*69", "*98"), (PhoneFixture.Values(phone)["Call_Return_Code"], PhoneFixture.Values(phone)["Blind_Transfer_Code"]));
    }

    [Fact]
    public void Render_525Family_GetsItsOwnNamesBesideTheOthers()
    {
        var values = PhoneFixture.Values(PhoneFixture.Seed());

        Assert.Equal(("No", "SIP", "No", "SIP"), (values["SPA525-auto-detect-sccp"], values["SPA525-protocol"], values["SPCP_Auto-detect"], values["Signaling_Protocol"]));
        Assert.Equal(values["Admin_Passwd"], values["Admin_Password"]);
    }

    [Fact]
    public void Render_FirmwareVersionAndNone_AreRuleAndEmpty() =>
        Assert.Equal("", PhoneFixture.Values(PhoneFixture.Seed() with { Firmware = null })["Upgrade_Rule"]);

    [Fact]
    public void Render_FirmwareWithSteppingStones_IsAnAlternativeEachOldestFirst()
    {
        var (stones, wanted) = (new[] { Image("7.4.9"), Image("7.5.4") }, Image("7.6.2"));

        var rule = PhoneFixture.Values(PhoneFixture.Seed() with { Firmware = wanted, SteppingStones = [.. stones] })["Upgrade_Rule"];

        Assert.Equal(
            "( $SWVER lt 7.4.9 )? tftp://192.168.2.245/sw/7.4.9.bin | ( $SWVER lt 7.5.4 )? tftp://192.168.2.245/sw/7.5.4.bin | ( $SWVER ne 7.6.2 )? tftp://192.168.2.245/sw/7.6.2.bin",
            rule);

        static FirmwareImageSpec Image(string version) => new(PhoneFixture.Model("SPA525G"), PhoneFixture.At(version), PhoneFixture.At($"{version}.bin"));
    }

    [Fact]
    public void Render_UserParameters_WinOverDefaultsAndNeverOverManaged()
    {
        var phone = PhoneFixture.Seed() with
        {
            Settings = new SettingsSpec { Parameters = [PhoneFixture.Parameter("RTP_Packet_Size", "0.030"), PhoneFixture.Parameter("Proxy_1_", "evil"), PhoneFixture.Parameter("Dial_Assistance", "yes")] },
        };

        var values = PhoneFixture.Values(phone);

        Assert.Equal(("0.030", "192.168.2.245", "Yes"), (values["RTP_Packet_Size"], values["Proxy_1_"], values["Dial_Assistance"]));
    }

    [Fact]
    public void Render_PlainSecretParameter_IsMaskedButOpensOnTheHost()
    {
        var phone = PhoneFixture.Seed() with { Settings = new SettingsSpec { Parameters = [PhoneFixture.Parameter("User_Password", "hunter2")] } };

        var parameter = Assert.Single(PhoneFixture.Render(phone).Parameters, p => p.Name == "User_Password");

        Assert.Equal("«parameter:phone/002584061156/User_Password#value»", parameter.Value.Masked);
        Assert.True(parameter.Value.HasSecret);
    }

    [Fact]
    public void Render_Values_KeepThePlaceThatSetThem()
    {
        var parameters = PhoneFixture.Render(PhoneFixture.Seed()).Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);

        Assert.Equal("extensions/all.yaml:151:3", parameters["Password_1_"].Source.ToString());
        Assert.Equal("site.yaml:1:1", parameters["Proxy_1_"].Source.ToString());
        Assert.Null(parameters["Resync_From_SIP"].Source);
        Assert.Null(parameters["Dial_Tone"].Source);
        Assert.True(parameters["SIP_User_Agent_Name"].MayReboot);
    }

    [Fact]
    public void Render_TwiceWithKnownSecrets_GivesTheSameBytes()
    {
        var first = ProfileWriter.ToBytes(PhoneFixture.Render(PhoneFixture.Seed(), secrets: new KnownSecrets()));
        var second = ProfileWriter.ToBytes(PhoneFixture.Render(PhoneFixture.Seed(), secrets: new KnownSecrets()));

        Assert.Equal(first, second);
        Assert.NotEqual(first, ProfileWriter.ToBytes(PhoneFixture.Render(PhoneFixture.Seed(), secrets: new MaskedSecretSource())));
    }
}
