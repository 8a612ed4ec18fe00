using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>The typed settings that these phones have, and the parameters that each sets; of the others no public document says anything.</summary>
internal static class YealinkSettings
{
    private static readonly (string Country, string Name)[] Countries =
    [
        ("AT", "Austria"), ("AU", "Australia"), ("BE", "Belgium"), ("BR", "Brazil"), ("CH", "Switzerland"), ("CL", "Chile"), ("CN", "China"), ("CZ", "Czech"), ("DE", "Germany"),
        ("DK", "Denmark"), ("ES", "Spain"), ("FI", "Finland"), ("FR", "France"), ("GB", "Great Britain"), ("GR", "Greece"), ("HU", "Hungary"), ("IN", "India"), ("IT", "Italy"), ("JP", "Japan"),
        ("LT", "Lithuania"), ("MX", "Mexico"), ("NL", "Netherlands"), ("NO", "Norway"), ("NZ", "New Zealand"), ("PT", "Portugal"), ("RU", "Russia"), ("SE", "Sweden"), ("US", "United States"),
    ];

    private static readonly FrozenDictionary<string, ImmutableArray<SettingElement>> ByKey = new Dictionary<string, ImmutableArray<SettingElement>>(StringComparer.Ordinal)
    {
        ["ntp.servers"] = [new("local_time.ntp_server1", v => v.ItemAt(0)), new("local_time.ntp_server2", v => v.ItemAt(1)), Implied("local_time.manual_ntp_srv_prior")],
        ["language.selection"] = [SettingElement.Of("lang.gui")],
        ["tones.country"] = [SettingElement.Words("voice.tone.country", Countries)],
        ["display.timeFormat"] = [SettingElement.Words("local_time.time_format", ("12hr", "0"), ("24hr", "1"))],
        ["dtmf.method"] = [SettingElement.Words("account.{n}.dtmf.type", ("inband", "0"), ("rfc2833", "1"), ("info", "2"), ("rfc2833+info", "3"))],
        ["directory.name"] = [SettingElement.Of("remote_phonebook.data.1.name")],
        ["directory.url"] = [SettingElement.Of("remote_phonebook.data.1.url")],
        ["directory.ldap.server"] = [SettingElement.Of("ldap.host"), Implied("ldap.enable")],
        ["directory.ldap.enable"] = [Flag("ldap.enable")],
        ["directory.ldap.name"] = [SettingElement.Of("ldap.customize_label")],
        ["directory.ldap.searchBase"] = [SettingElement.Of("ldap.base")],
        ["directory.ldap.clientDn"] = [SettingElement.Of("ldap.user")],
        ["directory.ldap.password"] = [SettingElement.Of("ldap.password")],
        ["stun"] = [SettingElement.Of("sip.nat_stun.server"), Implied("sip.nat_stun.enable")],
        ["outboundProxy"] =
        [
            SettingElement.Of("account.{n}.outbound_proxy.1.address") with { IsOfAsterisk = true }, Implied("account.{n}.outbound_proxy_enable") with { IsOfAsterisk = true },
        ],
        ["network.vlan.id"] = [SettingElement.Of("static.network.vlan.internet_port_vid"), Implied("static.network.vlan.internet_port_enable")],
        ["network.vlan.enable"] = [Flag("static.network.vlan.internet_port_enable")],
        ["network.pcPort.vlan"] = [SettingElement.Of("static.network.vlan.pc_port_vid"), Implied("static.network.vlan.pc_port_enable")],
        ["network.pcPort.tagging"] = [Flag("static.network.vlan.pc_port_enable")],
        ["network.cdp"] = [Flag("static.network.cdp.enable")],
        ["network.lldp"] = [Flag("static.network.lldp.enable")],
        ["ring.volume"] = [SettingElement.Of("voice.ring_vol")],
        ["forwarding.callWaiting"] = [Flag("call_waiting.enable")],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Empty: the phones are not known to have the setting.</summary>
    public static ImmutableArray<SettingElement> Of(string key) => ByKey.GetValueOrDefault(key, []);

    private static SettingElement Flag(string pattern) => new(pattern, value => value.Text == "Yes" ? "1" : "0");

    private static SettingElement Implied(string pattern) => new(pattern, _ => "1") { IsImplied = true };
}
