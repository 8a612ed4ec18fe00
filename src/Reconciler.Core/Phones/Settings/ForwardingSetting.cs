using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>forwarding</c>: where calls go, and what the user may do about it at the phone.</summary>
internal static class ForwardingSetting
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text("forwarding.all", "Cfwd_All_Dest"),
        SettingField.Text("forwarding.busy", "Cfwd_Busy_Dest"),
        SettingField.Text("forwarding.noAnswer", "Cfwd_No_Ans_Dest"),
        SettingField.Text("forwarding.noAnswerDelay", new SettingElement("Cfwd_No_Ans_Delay", v => v.Text.TrimEnd('s'))),
        SettingField.Flag("forwarding.enable", "Cfwd_All_Serv", "Cfwd_Busy_Serv", "Cfwd_No_Ans_Serv"),
        SettingField.Flag("forwarding.callWaiting", "CW_Setting"),
        SettingField.Flag("forwarding.dnd", "DND_Setting"),
        SettingField.Flag("forwarding.dndEnable", "DND_Serv"),
    ];
}
