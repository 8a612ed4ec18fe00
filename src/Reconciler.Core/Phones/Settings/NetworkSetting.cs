using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>network</c>: VLANs, and the protocols by which a switch tells them.</summary>
internal static class NetworkSetting
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text("network.vlan.id", SettingElement.Of("VLAN_ID"), SettingElement.Implied("Enable_VLAN")),
        SettingField.Flag("network.vlan.enable", "Enable_VLAN"),
        SettingField.Text("network.pcPort.vlan", SettingElement.Of("PC_Port_VLAN_ID"), SettingElement.Implied("Enable_PC_Port_VLAN_Tagging")),
        SettingField.Flag("network.pcPort.tagging", "Enable_PC_Port_VLAN_Tagging"),
        SettingField.Text("network.pcPort.highestPriority", new SettingElement("PC_Port_VLAN_Highest_Priority", v => v.Text == "none" ? "No Limit" : v.Text)),
        SettingField.Flag("network.cdp", "Enable_CDP"),
        SettingField.Flag("network.lldp", "Enable_LLDP-MED"),
        SettingField.Text("network.startupDelay", "Network_Startup_Delay"),
    ];
}
