using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Specs.Tests.Settings;

/// <summary>The typed settings, from YAML as shops write it to the elements of each family.</summary>
public sealed class TypedSettingsTests
{
    [Theory]
    [InlineData("ntp: { servers: [192.0.2.5, pool.ntp.org] }", "Secondary_NTP_Server", "pool.ntp.org")]
    [InlineData("ntp: { servers: [192.0.2.5] }", "Primary_NTP_Server", "192.0.2.5")]
    [InlineData("ntp: { enable: false }", "NTP_Enable", "No")]
    [InlineData("language: { selection: French, locale: fr-FR, dictionaryScript: \"serv=http://192.0.2.5/d/;d0=English;d1=French;x1=fr.xml\" }", "Dictionary_Server_Script", "serv=http://192.0.2.5/d/;d0=English;d1=French;x1=fr.xml")]
    [InlineData("language: { locale: fr-FR }", "Locale", "fr-FR")]
    [InlineData("directory: { name: Company, url: \"http://192.0.2.5/d.xml\" }", "XML_Directory_Service_URL", "http://192.0.2.5/d.xml")]
    [InlineData("directory: { ldap: { server: 192.0.2.6 } }", "LDAP_Dir_Enable", "Yes")]
    [InlineData("directory: { ldap: { server: 192.0.2.6, enable: false } }", "LDAP_Dir_Enable", "No")]
    [InlineData("directory: { ldap: { password: { env: LDAP } } }", "LDAP_Password", "«parameter:phone/002584061156/directory.ldap.password#env:LDAP»")]
    [InlineData("directory: { ldap: { authMethod: digest-md5 } }", "LDAP_Auth_Method", "DIGEST-MD5")]
    [InlineData("network: { vlan: { id: 20 } }", "Enable_VLAN", "Yes")]
    [InlineData("network: { vlan: { id: 20 } }", "VLAN_ID", "20")]
    [InlineData("network: { pcPort: { vlan: 10, highestPriority: none } }", "PC_Port_VLAN_Highest_Priority", "No Limit")]
    [InlineData("network: { cdp: false }", "Enable_CDP", "No")]
    [InlineData("network: { lldp: false }", "Enable_LLDP-MED", "No")]
    [InlineData("tones: FR", "Dial_Tone", "440@-19;10(*/0/1)")]
    [InlineData("tones: DE", "Busy_Tone", "425@-19;10(.48/.48/1)")]
    [InlineData("tones: GB", "Ring_Back_Tone", "400@-19,450@-19;*(.4/.2/1+2,.4/2/1+2)")]
    [InlineData("tones: { country: FR, dial: \"350@-19;10(*/0/1)\" }", "Dial_Tone", "350@-19;10(*/0/1)")]
    [InlineData("tones: { country: FR, dial: \"350@-19;10(*/0/1)\" }", "Reorder_Tone", "440@-19;10(.25/.25/1)")]
    [InlineData("ring: { default: 3 }", "Default_Ring__4__", "3")]
    [InlineData("ring: { default: none }", "Default_Ring__1__", "No Ring")]
    [InlineData("ring: { volume: 9, tone5: \"n=Chime;w=3;c=1\" }", "Ring5", "n=Chime;w=3;c=1")]
    [InlineData("display: { logo: text, logoText: Example }", "Select_Logo", "Text Logo")]
    [InlineData("display: { background: picture, pictureUrl: \"tftp://192.0.2.5/a.bmp\" }", "Select_Background_Picture", "BMP Picture")]
    [InlineData("display: { backlight: 20s }", "Back_Light_Timer", "20 s")]
    [InlineData("display: { backlight: always }", "Back_Light_Timer", "Always On")]
    [InlineData("display: { contrast: 12 }", "LCD_Contrast", "12")]
    [InlineData("display: { timeFormat: 24hr, dateFormat: day/month }", "Date_Format", "day/month")]
    [InlineData("display: { screenSaver: { enable: true, wait: 600s, type: clock } }", "Screen_Saver_Wait", "600")]
    [InlineData("display: { screenSaver: { type: dateTime } }", "Screen_Saver_Icon", "DateTime")]
    [InlineData("softkeys: { idle: [redial|1, dir|2] }", "Programmable_Softkey_Enable", "Yes")]
    [InlineData("softkeys: { connected: [hold|1, endcall|2] }", "Connected_Key_List", "hold|1;endcall|2")]
    [InlineData("softkeys: { psk1: \"fnc=sd;ext=*97@$PROXY;nme=VM\", enable: false }", "Programmable_Softkey_Enable", "No")]
    [InlineData("dtmf: { method: rfc2833, payload: 96 }", "DTMF_Tx_Method_2_", "AVT")]
    [InlineData("dtmf: { method: rfc2833, payload: 96 }", "AVT_Dynamic_Payload", "96")]
    [InlineData("dtmf: { method: inband+info }", "DTMF_Tx_Method_1_", "InBand+INFO")]
    [InlineData("forwarding: { noAnswer: 200, noAnswerDelay: 25s }", "Cfwd_No_Ans_Delay", "25")]
    [InlineData("forwarding: { all: \"0123\", callWaiting: false, dnd: true }", "Cfwd_All_Dest", "0123")]
    [InlineData("forwarding: { enable: false }", "Cfwd_Busy_Serv", "No")]
    [InlineData("outboundProxy: 192.0.2.8:5080", "Outbound_Proxy_4_", "192.0.2.8:5080")]
    [InlineData("outboundProxy: proxy.example.com", "Use_Outbound_Proxy_1_", "Yes")]
    [InlineData("dnsSrv: true", "Use_DNS_SRV_1_", "Yes")]
    [InlineData("stun: stun.example.com:3478", "STUN_Enable", "Yes")]
    [InlineData("paging: { groups: [] }", "Group_Paging_Script", "")]
    [InlineData("paging: { groups: [{ address: 224.1.1.1:34560, number: 800, name: All }, { address: 224.1.1.2:34560, number: 801, listen: false }] }", "Group_Paging_Script", "pggrp=224.1.1.1:34560;name=All;num=800;listen=yes;pggrp=224.1.1.2:34560;num=801;listen=no;")]
    [InlineData("userPassword: { derive: 1 }", "User_Password", "«parameter:phone/002584061156/userPassword#derive:1»")]
    [InlineData("hotDesking: { enable: true, userDomain: example.com }", "EM_User_Domain", "example.com")]
    public void OnA504G_SettingIsUnderItsElement(string phone, string element, string expected) => Assert.Equal(expected, RenderedSite.Values(phone)[element]);

    [Theory]
    [InlineData("directory: { ldap: { server: 192.0.2.6 } }", "Server", "192.0.2.6")]
    [InlineData("directory: { ldap: { clientDn: \"cn=a\" } }", "Client_DN", "cn=a")]
    [InlineData("directory: { ldap: { password: { derive: 1 } } }", "Password", "«parameter:phone/002584061156/directory.ldap.password#derive:1»")]
    [InlineData("display: { logo: text }", "Logo_Type", "Text Logo")]
    [InlineData("display: { backlight: 45s }", "Back_Light_Timer__sec_", "45")]
    [InlineData("display: { backlight: off }", "Back_Light_Enable", "No")]
    [InlineData("display: { screenSaver: { wait: 600s, type: digitalFrame } }", "Screen_Saver_Type", "Digital Frame")]
    [InlineData("userPassword: { derive: 1 }", "User_Web_Password", "«parameter:phone/002584061156/userPassword#derive:1»")]
    [InlineData("vpn: { server: vpn.example.com, password: { file: vpn } }", "VPN_Password", "«parameter:phone/002584061156/vpn.password#file:vpn»")]
    [InlineData("vpn: { connectOnBoot: true }", "Connect_on_Bootup", "Yes")]
    public void OnA525G_SettingIsUnderItsOwnElement(string phone, string element, string expected) =>
        Assert.Equal(expected, RenderedSite.Values(phone, model: "SPA525G2")[element]);

    [Fact]
    public void Profile_AndPhone_MergeFieldByField()
    {
        var values = RenderedSite.Values("ring: { volume: 3 }\nfactory: [display.timeFormat, ntp.servers]", "ring: { default: 2, volume: 9 }\ndisplay: { timeFormat: 24hr, dateFormat: day/month }\nntp: { servers: [192.0.2.5] }");

        Assert.Equal(("2", "3", "12hr", "day/month", ""), (values["Default_Ring__1__"], values["Ringer_Volume"], values["Time_Format"], values["Date_Format"], values["Primary_NTP_Server"]));
    }

    [Theory]
    [InlineData("dtmf: { payload: 95 }", "REC025")]
    [InlineData("display: { backlight: 45s }", "REC131")]
    [InlineData("ring: { default: 13 }", "REC131")]
    [InlineData("display: { background: default }", "REC132")]
    [InlineData("display: { screenSaver: { type: digitalFrame } }", "REC132")]
    [InlineData("tones: XX", "REC026")]
    [InlineData("ntp: { servers: [a, b, c] }", "REC025")]
    [InlineData("ntp: { server: a }", "REC022")]
    [InlineData("factory: [ring.loud]", "REC023")]
    [InlineData("ring: { volume: 9 }\nfactory: [ring.volume]", "REC028")]
    [InlineData("paging: { groups: [{ address: 192.0.2.1:34560, number: 800 }] }", "REC024")]
    [InlineData("outboundProxy: \"a:70000\"", "REC024")]
    public void OnA504G_Mistake_IsFoundOnce(string phone, string code) => Assert.Contains($" {code} ", Assert.Single(RenderedSite.Findings(phone)));

    [Fact]
    public void Passwords_AreNeverEchoed()
    {
        const string Canary = "c4n4ry-of-a-user";
        var findings = RenderedSite.Findings($"userPassword: {Canary}\ndirectory: {{ ldap: {{ password: {Canary} }} }}");

        Assert.Equal(2, findings.Length);
        Assert.DoesNotContain(findings, f => f.Contains(Canary, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("display: { timeFormat: 24hr }\nparameters: { Time_Format: 12hr }", null)]
    [InlineData("parameters: { Time_Format: 12hr }", "display: { timeFormat: 24hr }")]
    [InlineData("display: { timeFormat: 24hr }", "parameters: { Time_Format: 12hr }")]
    [InlineData("tones: FR\nparameters: { Dial_Tone: \"440@-19;10(*/0/1)\" }", null)]
    [InlineData("dtmf: { method: rfc2833 }\nparameters: { DTMF_Tx_Method_3_: AVT }", null)]
    public void SettingAndParameter_OfOneElement_IsAnErrorThatNamesBoth(string phone, string? profile)
    {
        var finding = Assert.Single(RenderedSite.Findings(phone, profile));

        Assert.Contains(" error REC130 The parameter \"", finding);
        Assert.Contains(".yaml:", finding[finding.IndexOf("REC130", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData("parameters: { Time_Format: 24hr, Dial_Tone: \"440@-19;10(*/0/1)\", Primary_NTP_Server: 192.0.2.5, Idle_Key_List: redial|5, Group_Paging_Script: \"\" }")]
    [InlineData("ntp: { servers: [192.0.2.5] }\nparameters: { Time_Format: 24hr }")]
    [InlineData("stun: stun.example.com\nparameters: { STUN_Enable: \"No\" }")]
    public void Parameters_ThatNoSettingGives_StayAllowed(string phone) => Assert.Empty(RenderedSite.Findings(phone));

    [Fact]
    public void Setting_WhoseFactoryValueNobodyKnows_IsWarnedOf()
    {
        var stuck = SettingFields.All.SelectMany(f => PhoneModel.Usual.Where(m => f.UnsetOn(m) == Unset.Unknown).Select(m => (f.Key, m.Name))).ToList();
        foreach (var (key, model) in stuck.DistinctBy(s => s.Key).Where(s => s.Key.StartsWith("softkeys.", StringComparison.Ordinal)).Take(3))
        {
            Assert.Contains("warning REC133", Assert.Single(RenderedSite.Findings($"factory: [{key}]", model: model)));
        }
    }
}
