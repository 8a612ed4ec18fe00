using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones.Settings;

/// <summary>Every typed setting, each declared in a class of its own. Where two fields set the same element, the later one has the last word.</summary>
public static class SettingFields
{
    public static ImmutableArray<SettingField> All { get; } =
    [
        .. NtpSetting.Fields,
        .. LanguageSetting.Fields,
        .. DirectorySetting.Fields,
        .. NetworkSetting.Fields,
        .. TonesSetting.Fields,
        .. RingSetting.Fields,
        .. DisplaySetting.Fields,
        .. SoftkeysSetting.Fields,
        .. DtmfSetting.Fields,
        .. ForwardingSetting.Fields,
        .. ServerSettings.Fields,
        .. PagingSetting.Fields,
        .. UserSettings.Fields,
        .. VpnSetting.Fields,
    ];

    /// <summary>The fields by the key at the top of a profile or phone.</summary>
    public static ImmutableArray<(string Setting, ImmutableArray<SettingField> Fields)> BySetting { get; } =
        [.. All.GroupBy(f => f.Setting, StringComparer.Ordinal).Select(g => (g.Key, g.ToImmutableArray()))];

    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, ImmutableArray<SettingField>>> ByPattern = new(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Resets = All
        .SelectMany(f => f.Elements).Where(e => e.AlwaysReset).Select(e => e.Pattern).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, SettingField> ByKey = All.ToFrozenDictionary(f => f.Key, StringComparer.Ordinal);

    public static SettingField? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The fields that set an element of a model, the last word last; empty: none does.</summary>
    public static ImmutableArray<SettingField> Of(string element, PhoneModel model)
    {
        if (ParameterCatalogue.Of(model).Find(element) is not { } known)
        {
            return [];
        }

        var family = DeviceFamilies.Of(model);
        var byPattern = ByPattern.GetOrAdd(family.Name, _ => Index(family));
        return byPattern.GetValueOrDefault(known.Pattern, []) is { IsEmpty: false } found ? found : byPattern.GetValueOrDefault(element, []);
    }

    /// <summary>The key that sets an element where nothing is said of it yet; null: none does.</summary>
    public static string? KeyOf(string element, PhoneModel model) => Of(element, model) is [.., var last] ? last.Key : null;

    internal static bool IsAlwaysReset(string pattern) => Resets.Contains(pattern);

    private static FrozenDictionary<string, ImmutableArray<SettingField>> Index(DeviceFamily family) => All
        .SelectMany(f => family.ElementsOf(f).Where(e => !e.IsImplied).Select(e => (e.Pattern, Field: f)))
        .GroupBy(e => e.Pattern, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.Select(e => e.Field).ToImmutableArray(), StringComparer.Ordinal);
}
