using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones.Settings;

/// <summary>One field of a typed setting: its key in the specs and the elements of the phones' profiles that it sets.</summary>
public sealed record SettingField
{
    /// <summary>As in specs, from the top: <c>directory.ldap.server</c>.</summary>
    public required string Key { get; init; }

    public required SettingForm Form { get; init; }

    /// <summary>With <see cref="SettingForm.Table"/>: the keys of a row.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>The setting may be given as this field's text alone: <c>tones: FR</c>.</summary>
    public bool IsShortForm { get; init; }

    internal ImmutableArray<SettingElement> Elements { get; init; } = [];

    /// <summary>The key at the top of a profile or phone.</summary>
    public string Setting => Key.Split('.')[0];

    /// <summary>The elements that it sets on a model, by pattern, without those that only follow from it.</summary>
    public IEnumerable<string> ElementsOn(PhoneModel model) => Of(model).Where(e => !e.IsImplied && e.FindOn(model) is not null).Select(e => e.Pattern);

    /// <summary>The value that it falls back to on a model once nothing sets it any more.</summary>
    public Unset UnsetOn(PhoneModel model)
    {
        var known = Of(model).Where(e => !e.IsImplied && e.FindOn(model) is not null).ToList();
        return known.Count == 0 ? Unset.NotThere
            : known.TrueForAll(e => ElementFactory.IsReset(e, model)) ? Unset.Factory
            : known.TrueForAll(e => ElementFactory.IsReset(e, model) || ElementFactory.ValueOf(e, model) is not null) ? Unset.Kept
            : Unset.Unknown;
    }

    /// <summary>The elements that it sets on the model's family, whether or not this very model has them.</summary>
    internal ImmutableArray<SettingElement> Of(PhoneModel model) => DeviceFamilies.Of(model).ElementsOf(this);

    internal static SettingField Text(string key, params ImmutableArray<SettingElement> elements) => new() { Key = key, Form = SettingForm.Text, Elements = elements };

    /// <summary>A text that goes into one element, under each of the families' names for it.</summary>
    internal static SettingField Text(string key, params ReadOnlySpan<string> patterns) => Text(key, Same(patterns));

    internal static SettingField Flag(string key, params ReadOnlySpan<string> patterns) => new() { Key = key, Form = SettingForm.Flag, Elements = Same(patterns) };

    internal static SettingField List(string key, params ImmutableArray<SettingElement> elements) => new() { Key = key, Form = SettingForm.List, Elements = elements };

    internal static SettingField Secret(string key, params ReadOnlySpan<string> patterns) => new() { Key = key, Form = SettingForm.Secret, Elements = Same(patterns) };

    private static ImmutableArray<SettingElement> Same(ReadOnlySpan<string> patterns)
    {
        var elements = ImmutableArray.CreateBuilder<SettingElement>(patterns.Length);
        foreach (var pattern in patterns)
        {
            elements.Add(SettingElement.Of(pattern));
        }

        return elements.MoveToImmutable();
    }
}
