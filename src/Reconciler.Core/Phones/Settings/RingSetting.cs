using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>ring</c>: which tone rings, how loud, and the phone's list of tones.</summary>
internal static class RingSetting
{
    private const int Tones = 12;

    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text("ring.default", new SettingElement("Default_Ring__{n}__", v => v.Text switch { "none" => "No Ring", "user1" => "User 1", "user2" => "User 2", _ => v.Text })),
        SettingField.Text("ring.volume", "Ringer_Volume"),
        .. Enumerable.Range(1, Tones).Select(n => n.ToString(CultureInfo.InvariantCulture)).Select(n => SettingField.Text("ring.tone" + n, "Ring" + n)),
    ];
}
