using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>vpn</c>: the 525G family's own tunnel.</summary>
internal static class VpnSetting
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text("vpn.server", "VPN_Server"),
        SettingField.Text("vpn.userName", "VPN_User_Name"),
        SettingField.Secret("vpn.password", "VPN_Password"),
        SettingField.Text("vpn.tunnelGroup", "VPN_Tunnel_Group"),
        SettingField.Flag("vpn.connectOnBoot", "Connect_on_Bootup"),
    ];
}
