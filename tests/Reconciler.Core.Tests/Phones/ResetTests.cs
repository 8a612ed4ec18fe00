using CsCheck;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

/// <summary>A phone keeps what a profile does not mention: whatever Git sets and takes away again has to be written back.</summary>
public sealed class ResetTests
{
    public static TheoryData<string> Models => [.. PhoneModel.Usual.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Render_ParameterSetThenRemoved_LeavesThePhoneAsIfItHadNeverBeen(string model)
    {
        var phone = PhoneFixture.Phone(model, [PhoneFixture.Line(1, "151", "Fred")]);
        var factory = PhoneFixture.Values(phone);
        string[] names = [.. Resettable(phone.Model)];

        var used = PhoneFixture.Values(phone with { Settings = new SettingsSpec { Parameters = [.. names.Select(n => PhoneFixture.Parameter(n, "anything"))] } });
        Assert.All(names, name => Assert.Equal("anything", used[name]));

        foreach (var (name, value) in PhoneFixture.Values(phone))
        {
            used[name] = value;
        }

        Assert.Equal(factory, used);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Render_AnyTwoPhonesOfAModel_MentionTheSameElements(string model)
    {
        var expected = PhoneFixture.Render(PhoneFixture.Phone(model)).Parameters.Select(p => p.Name).ToArray();

        PhonesOf(PhoneFixture.Model(model)).Sample(phone => Assert.Equal(expected, PhoneFixture.Render(phone).Parameters.Select(p => p.Name)), iter: 30);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Render_FactoryPhoneAndUsedPhone_EndEqual(string model)
    {
        Gen.Select(PhonesOf(PhoneFixture.Model(model)), PhonesOf(PhoneFixture.Model(model))).Sample(
            (before, after) =>
            {
                var used = PhoneFixture.Values(before);
                var profile = PhoneFixture.Values(after);
                foreach (var (name, value) in profile)
                {
                    used[name] = value;
                }

                Assert.Equal(profile, used);
            },
            iter: 30);
    }

    [Theory]
    [InlineData("Connection_Type")]
    [InlineData("Static_IP")]
    [InlineData("VLAN_ID")]
    [InlineData("Enable_CDP")]
    [InlineData("Primary_DNS")]
    [InlineData("DHCP_Option_To_Use")]
    [InlineData("ssid_1_")]
    [InlineData("SPA525-wifi-on")]
    [InlineData("VPN_Server")]
    [InlineData("PPPoE_Login_Name")]
    [InlineData("Custom_CA_RULE")]
    [InlineData("Mini_Certificate_1_")]
    [InlineData("SRTP_Private_Key_1_")]
    [InlineData("License_Keys")]
    [InlineData("GPP_SA")]
    [InlineData("User_Password")]
    [InlineData("Ringer_Volume")]
    [InlineData("Cfwd_All_Dest")]
    [InlineData("Current_IP")]
    public void Render_WhatBelongsToTheDeviceOrItsUser_IsNotMentioned(string name)
    {
        Assert.NotNull(ParameterCatalogue.Of(PhoneModel.Usual[0]).Find(name));

        Assert.All(PhoneModel.Usual, model => Assert.DoesNotContain(name, PhoneFixture.Values(PhoneFixture.Phone(model.Name)).Keys));
    }

    /// <summary>The administrator's parameters of that model that are neither managed nor exempt, nor passwords, which render as references.</summary>
    private static IEnumerable<string> Resettable(PhoneModel model) =>
        PhoneFixture.Render(PhoneFixture.Phone(model.Name)).Parameters.Select(p => p.Name).Except(ManagedParameters.NamesFor(model)).Where(n => ParameterCatalogue.Of(PhoneModel.Usual[0]).Find(n) is not { IsSecret: true });

    private static Gen<Phone> PhonesOf(PhoneModel model)
    {
        var line = Gen.Int[100, 999].Select(n => n.ToString());
        var label = Gen.String[Gen.Char['a', 'z'], 1, 8];
        var names = Resettable(model).ToArray();
        var keys = Gen.Select(Gen.Int[0, 3], line, label).Select((kind, number, text) => kind switch
        {
            0 => PhoneFixture.Blf(number, text),
            1 => PhoneFixture.SpeedDial(number, text),
            2 => PhoneFixture.LineKey(1, text),
            _ => (PhoneKey)PhoneFixture.Hole,
        });
        return Gen.Select(Gen.Int[0, model.Registrations], keys.Array[0, model.LineKeys], keys.Array[0, model.ConsoleUnits * 32], Gen.OneOf(names), label).Select(
            (count, lineKeys, console, parameter, text) => PhoneFixture.Phone(model.Name, [.. Enumerable.Range(1, count).Select(n => PhoneFixture.Line(n, $"{100 + n}", text))], [.. lineKeys]) with
            {
                Console = [.. console.Where(k => k is not LineKey)],
                Settings = new SettingsSpec { StationName = PhoneFixture.At(text), Parameters = [PhoneFixture.Parameter(parameter, text)] },
            });
    }
}
