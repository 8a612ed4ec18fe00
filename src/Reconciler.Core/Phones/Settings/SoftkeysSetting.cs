using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>softkeys</c>: the keys under the screen in each state of the phone, and up to 16 of one's own (PSK).</summary>
internal static class SoftkeysSetting
{
    private const int OwnKeys = 16;
    private const string Enable = "Programmable_Softkey_Enable";

    private static readonly ImmutableArray<(string Key, string Element)> Lists =
    [
        ("idle", "Idle_Key_List"),
        ("missedCall", "Missed_Call_Key_List"),
        ("offHook", "Off_Hook_Key_List"),
        ("dialing", "Dialing_Input_Key_List"),
        ("progressing", "Progressing_Key_List"),
        ("connected", "Connected_Key_List"),
        ("startTransfer", "Start-Xfer_Key_List"),
        ("startConference", "Start-Conf_Key_List"),
        ("conferencing", "Conferencing_Key_List"),
        ("releasing", "Releasing_Key_List"),
        ("hold", "Hold_Key_List"),
        ("ringing", "Ringing_Key_List"),
        ("sharedActive", "Shared_Active_Key_List"),
        ("sharedHeld", "Shared_Held_Key_List"),
    ];

    public static ImmutableArray<SettingField> Fields { get; } =
    [
        .. Lists.Select(l => SettingField.List("softkeys." + l.Key, new(l.Element, v => string.Join(';', v.Items.Select(i => i.Value))), SettingElement.Implied(Enable))),
        .. Enumerable.Range(1, OwnKeys).Select(n => n.ToString(CultureInfo.InvariantCulture))
            .Select(n => SettingField.Text("softkeys.psk" + n, SettingElement.Of("PSK_" + n), SettingElement.Implied(Enable))),
        SettingField.Flag("softkeys.enable", Enable),
    ];
}
