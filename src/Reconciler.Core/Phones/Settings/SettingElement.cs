using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Settings;

/// <summary>One element of the phones' profile that a field sets. Where families call it differently, each name is an element of its own.</summary>
/// <param name="Pattern">The element's name; <c>{n}</c> stands for every line of the model.</param>
/// <param name="TextOf">The element's text for a value; null: the value has no meaning there.</param>
internal sealed record SettingElement(string Pattern, Func<SettingValue, string?> TextOf)
{
    /// <summary>Every profile writes its factory value where nothing sets it, though the catalogue has it for the device's or the user's own.</summary>
    public bool AlwaysReset { get; init; }

    /// <summary>It follows from the field, as that a server is used follows from its name; another field may say otherwise.</summary>
    public bool IsImplied { get; init; }

    /// <summary>The words of the specs that it knows; empty: any text.</summary>
    public ImmutableArray<string> SpecWords { get; init; } = [];

    /// <summary>It leads to the site's Asterisk: a line that registers elsewhere does not get it.</summary>
    public bool IsOfAsterisk { get; init; }

    public static SettingElement Of(string pattern) => new(pattern, value => value.Text);

    public static SettingElement Implied(string pattern) => new(pattern, _ => "Yes") { IsImplied = true };

    /// <summary>The element's words for those of the specs.</summary>
    public static SettingElement Words(string pattern, params ReadOnlySpan<(string Spec, string Phone)> words)
    {
        var byWord = words.ToArray().ToDictionary(w => w.Spec, w => w.Phone, StringComparer.Ordinal);
        return new(pattern, value => byWord.GetValueOrDefault(value.Text)) { SpecWords = [.. byWord.Keys] };
    }

    /// <summary>Its entry in the catalogue; null where the model's family does not have it.</summary>
    public CatalogueParameter? FindOn(PhoneModel model) =>
        ParameterCatalogue.Of(model).Find(PatternNames.At(Pattern, 1)) is { } known && known.IsSeenOn(model) ? known : null;

    /// <summary>Its names on a model: one, or one a line.</summary>
    public IEnumerable<string> NamesOn(PhoneModel model) =>
        Pattern.Contains("{n}", StringComparison.Ordinal) ? Enumerable.Range(1, model.Registrations).Select(n => PatternNames.At(Pattern, n)) : [Pattern];

    /// <summary>Those of its names that the field sets on a phone.</summary>
    public IEnumerable<string> NamesOn(Phone phone) => IsOfAsterisk
        ? NamesOn(phone.Model).Except(phone.Registrars.Select(line => PatternNames.At(Pattern, line.Index)), StringComparer.Ordinal)
        : NamesOn(phone.Model);
}
