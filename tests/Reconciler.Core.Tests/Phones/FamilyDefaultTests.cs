using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

/// <summary>A profile resets its phone to the factory's values of the phone's own family, and says nothing of what nobody knows.</summary>
public sealed class FamilyDefaultTests
{
    public static TheoryData<string> Models => [.. PhoneModel.Usual.Select(m => m.Name)];

    public static TheoryData<string> ModelsOf525 => [.. PhoneModel.Usual.Where(m => m.Series == "525").Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(ModelsOf525))]
    public void Render_525_NeverHoldsAFactoryValueThatIsKnownToBeTheOtherFamilys(string model)
    {
        var values = PhoneFixture.Values(PhoneFixture.Phone(model));
        var other = PhoneFixture.Values(PhoneFixture.Phone("SPA504G"));
        string[] different =
        [
            .. Enumerable.Range(1, 12).Select(n => $"Ring{n}"), "Idle_Key_List", "Connected_Key_List", "Conferencing_Key_List", "Dialing_Input_Key_List", "Hold_Key_List", "Off_Hook_Key_List", "Ringing_Key_List",
            "Shared_Active_Key_List", "Shared_Held_Key_List", "Start-Conf_Key_List", "Start-Xfer_Key_List", "RTP_Port_Max",
        ];

        Assert.All(different, name => Assert.NotEqual(other[name], values.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("Ring11")]
    [InlineData("Idle_Key_List")]
    [InlineData("Connected_Key_List")]
    [InlineData("Attendant_Console_LCD_Contrast")]
    [InlineData("Line_ID_Mapping")]
    [InlineData("DNS_Query_Mode")]
    [InlineData("G723_Enable_1_")]
    [InlineData("LDAP_Server")]
    public void Render_525_DoesNotMentionWhatNobodyKnowsOfItsFamily(string name)
    {
        Assert.All(PhoneModel.Usual.Where(m => m.Series == "525"), model => Assert.DoesNotContain(name, PhoneFixture.Values(PhoneFixture.Phone(model.Name)).Keys));
        Assert.Contains(name, PhoneFixture.Values(PhoneFixture.Phone("SPA504G")).Keys);
    }

    [Theory]
    [InlineData("Ring1", "n=Cisco Synth;w=file://Cisco_synth_ring1.mp3;c=0")]
    [InlineData("RTP_Port_Max", "16482")]
    [InlineData("Ringing_Key_List", "answer|1;ignore|2;")]
    [InlineData("Mark_All_AVT_Packets", "Yes")]
    [InlineData("Corp_Dir_Name", "")]
    public void Render_525_ResetsWhatTwoSourcesShare(string name, string factory) =>
        Assert.All(PhoneModel.Usual.Where(m => m.Series == "525"), model => Assert.Equal(factory, PhoneFixture.Values(PhoneFixture.Phone(model.Name))[name]));

    [Theory]
    [MemberData(nameof(Models))]
    public void Render_WhatIsWritten_IsKnownOfTheModelsFamily(string model)
    {
        var written = PhoneFixture.Values(PhoneFixture.Phone(model)).Keys.Except(ManagedParameters.NamesFor(PhoneFixture.Model(model)));

        Assert.All(written, name => Assert.NotNull(ParameterCatalogue.Of(PhoneModel.Usual[0]).Find(name)?.DefaultOn(PhoneFixture.Model(model))));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Check_UserWritesWhatTheProfileWritesAnyway_NothingIsFound(string model)
    {
        var phone = PhoneFixture.Phone(model);
        var managed = ManagedParameters.NamesFor(phone.Model).ToHashSet(StringComparer.Ordinal);
        var written = PhoneFixture.Values(phone).Where(v => !managed.Contains(v.Key)).Select(v => PhoneFixture.Parameter(v.Key, v.Value));
        var settings = new SettingsSpec { Parameters = [.. written] };

        Assert.True(settings.Parameters.Length > 300);
        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone with { Spec = phone.Spec with { Settings = settings } })));
    }

    [Theory]
    [InlineData("SPA303", "NTP_Enable", "Yes")]
    [InlineData("SPA303", "Locale", "en-US")]
    [InlineData("SPA303", "Auto_Register_When_Failover_1_", "No")]
    [InlineData("SPA504G", "Resync_At__HHmm_", "0300")]
    [InlineData("SPA508G", "Resync_At__HHmm_", "0300")]
    [InlineData("SPA504G", "G723_Enable_1_", "No")]
    [InlineData("SPA504G", "Protect_IVR_FactoryReset", "Yes")]
    [InlineData("SPA512G", "CISCO_XML_EXE_Auth_Mode", "Local Credential")]
    [InlineData("SPA512G", "Port_Mirroring", "Yes")]
    [InlineData("SPA525G", "G726r16_Dynamic_Payload", "98")]
    [InlineData("SPA504G", "Use_Backup_IP", "No")]
    [InlineData("SPA504G", "AMR-WB_Enable_1_", "No")]
    [InlineData("SPA504G", "L16_Dynamic_Payload", "104")]
    [InlineData("SPA525G2", "BLF_DNS_Enable", "No")]
    [InlineData("SPA512G", "CWMP_V1.2_Support", "No")]
    public void Check_ParameterOfAModelThatSharesTheImage_IsKnown(string model, string name, string value)
    {
        var phone = PhoneFixture.Phone(model);
        var settings = new SettingsSpec { Parameters = [PhoneFixture.Parameter(name, value)] };

        Assert.Empty(PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone with { Spec = phone.Spec with { Settings = settings } })));
    }
}
