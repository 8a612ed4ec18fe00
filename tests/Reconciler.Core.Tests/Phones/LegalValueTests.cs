using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

/// <summary>A value that the phone would not take is found, with what it would take.</summary>
public sealed class LegalValueTests
{
    [Theory]
    [InlineData("SPA525G2", "Logo_Type", "BMP Pictur", "Did you mean \"BMP Picture\"? Use one of Default, BMP Picture, Download BMP Picture, Text Logo, None.")]
    [InlineData("SPA525G2", "Screen_Saver_Type", "Black Backgruond", "Did you mean \"Black Background\"? Use one of Black Background, Gray Background, Black/Gray Rotation, Picture Rotation, Digital Frame, Clock.")]
    [InlineData("SPA525G2", "Weather_Temperature_Unit", "Kelvin", "Use one of Fahrenheit, Celsius.")]
    [InlineData("SPA504G", "Web_Server_Port", "http", "Use a whole number from 1 to 65535.")]
    [InlineData("SPA504G", "VLAN_ID", "9999", "Use a whole number from 0 to 4095.")]
    [InlineData("SPA504G", "Ringer_Volume", "200", "Use a whole number from 0 to 15.")]
    [InlineData("SPA504G", "Ringer_Volume", "9.5", "Use a whole number from 0 to 15.")]
    [InlineData("SPA504G", "Ringer_Volume", " 9", "Use a whole number from 0 to 15.")]
    [InlineData("SPA504G", "Ringer_Volume", "+9", "Use a whole number from 0 to 15.")]
    [InlineData("SPA514G", "Softkey_Navigation_Style", "Mor", "Did you mean \"More\"? Use one of Scrollable, More.")]
    [InlineData("SPA504G", "RTP_Packet_Size", "20", "Use a number from 0.01 to 0.16.")]
    [InlineData("SPA504G", "RTP_TOS_DiffServ_Value_1_", "0x1b8", "Use a number from 0x00 to 0xff.")]
    [InlineData("SPA504G", "Reorder_Delay", "never", "Use a number from 0 to 255 or inf.")]
    [InlineData("SPA504G", "Static_IP", "192.168.1", "Use an IPv4 address like 192.0.2.10.")]
    [InlineData("SPA504G", "Resync_At__HHmm_", "03:00", "Use a time of the day like 0300.")]
    [InlineData("SPA504G", "Resync_At__HHmm_", "2460", "Use a time of the day like 0300.")]
    [InlineData("SPA504G", "Dial_Tone", "350@-19,440@-19;10(*/0/1+2", "Use frequencies and cadences like 480@-19,620@-19;10(.5/.5/1+2).")]
    [InlineData("SPA504G", "Cadence_1", "60(2-4)", "Use cadences like 60(.3/.2,1/.2,.3/4).")]
    [InlineData("SPA525G2", "Ring1", "Classic", "Use a name, a waveform and a cadence like n=Classic-1;w=3;c=1.")]
    [InlineData("SPA504G", "Idle_Key_List", "redial|1,dir|2", "Use softkeys with their places like redial|5;dir|6;dnd.")]
    [InlineData("SPA504G", "DHCP_Option_To_Use", "66;150", "Use numbers of DHCP options like 66,160,159,150.")]
    [InlineData("SPA504G", "Locale", "english", "Use a language and a country like en-US.")]
    [InlineData("SPA504G", "Preferred_Audio_Device", "None", "Use one of Speaker, Headset.")]
    [InlineData("SPA504G", "Deep_Bass", "Yes", "Use one of Default, HiDef, Standard.")]
    public void Check_ValueThatThePhoneDoesNotTake_IsAnErrorThatSaysWhatItTakes(string model, string name, string value, string hint)
    {
        var diagnostic = Assert.Single(Check(model, name, value));

        Assert.Equal(("REC061", Severity.Error, hint), (diagnostic.Code, diagnostic.Severity, diagnostic.Hint));
        Assert.DoesNotContain($"\"{value}\"", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WirelessSecurityThatThePhoneLacks_IsAnError() => Assert.Equal("REC061", Assert.Single(Check("SPA525G2", "securityMode_1_", "WPA3")).Code);

    [Theory]
    [InlineData("SPA525G2", "Preferred_Audio_Device", "None")]
    [InlineData("SPA525G2", "Deep_Bass", "Yes")]
    [InlineData("SPA525G2", "Logo_Type", "Text Logo")]
    [InlineData("SPA525G2", "securityMode_2_", "Disable")]
    [InlineData("SPA525G2", "wepKeyLen_1_", "64 bits(10 hex digits)")]
    [InlineData("SPA504G", "VLAN_ID", "4094")]
    [InlineData("SPA504G", "VLAN_ID", "")]
    [InlineData("SPA504G", "Reorder_Delay", "inf")]
    [InlineData("SPA504G", "Ring_Back_Tone", "400@-19,450@-19;*(.4/.2/1+2,.4/2/1+2)")]
    [InlineData("SPA525G2", "Low_Battery_Tone", "1600@-16;2(.05/0.05/1,.05/.05/1,0/.5/0)")]
    [InlineData("SPA525G2", "Conference_Tone", "350@-19;1(0/*/0);20(.1/.1/1,.1/9.7/1)")]
    [InlineData("SPA504G", "Ring1", "n=Bell;w=http://192.0.2.9/bell.raw;c=1")]
    [InlineData("SPA504G", "Cadence_9", "60(.4/.2,.4/2)")]
    [InlineData("SPA504G", "SIP_Debug_Option_1_", "full excl. OPT|NTFY|REG")]
    [InlineData("SPA514G", "Softkey_Navigation_Style", "More")]
    [InlineData("SPA514G", "Prefer_AMR-WB_Code", "")]
    [InlineData("SPA504G", "SIP_T1", ".5")]
    [InlineData("SPA504G", "RTP_TOS_DiffServ_Value_1_", "0xB8")]
    [InlineData("SPA504G", "RTP_TOS_DiffServ_Value_1_", "184")]
    [InlineData("SPA504G", "RTP_Packet_Size", "0.020")]
    [InlineData("SPA504G", "DTMF_Playback_Level", "-16")]
    [InlineData("SPA504G", "PC_Port_VLAN_Highest_Priority", "no limit")]
    public void Check_ValueThatThePhoneTakes_IsAccepted(string model, string name, string value) => Assert.Empty(Check(model, name, value));

    private static Diagnostic[] Check(string model, string name, string value)
    {
        var phone = PhoneFixture.Phone(model);
        var settings = new SettingsSpec { Parameters = [PhoneFixture.Parameter(name, value)] };
        return [.. PhoneRules.Check(PhoneFixture.Resolved(PhoneFixture.Site, phone with { Spec = phone.Spec with { Settings = settings } }))];
    }
}
