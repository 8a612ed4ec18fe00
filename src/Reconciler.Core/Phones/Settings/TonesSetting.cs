using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>tones</c>: call progress tones, those of a country or each in the phone's own tone script.</summary>
internal static class TonesSetting
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text(
            "tones.country",
            new("Dial_Tone", v => CountryTones.Find(v.Text)?.Dial),
            new("Busy_Tone", v => CountryTones.Find(v.Text)?.Busy),
            new("Reorder_Tone", v => CountryTones.Find(v.Text)?.Reorder),
            new("Ring_Back_Tone", v => CountryTones.Find(v.Text)?.Ringback),
            new SettingElement("Call_Waiting_Tone", v => CountryTones.Find(v.Text)?.CallWaiting)) with { IsShortForm = true },
        SettingField.Text("tones.dial", "Dial_Tone"),
        SettingField.Text("tones.outsideDial", "Outside_Dial_Tone"),
        SettingField.Text("tones.busy", "Busy_Tone"),
        SettingField.Text("tones.reorder", "Reorder_Tone"),
        SettingField.Text("tones.ringback", "Ring_Back_Tone"),
        SettingField.Text("tones.callWaiting", "Call_Waiting_Tone"),
    ];
}
