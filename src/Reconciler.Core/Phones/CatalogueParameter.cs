using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones;

/// <summary>One parameter of the phones as far as it is known, from the factory's sample profile and from configuration dumps.</summary>
public sealed record CatalogueParameter
{
    /// <summary>The element's name; <c>{n}</c>, <c>{u}</c> and <c>{k}</c> stand for an index.</summary>
    public required string Pattern { get; init; }

    /// <summary>Page and section of the phone's web pages: <c>Ext_N/SIP_Settings</c>; empty: not known.</summary>
    public required string Group { get; init; }

    public required ParameterAccess Access { get; init; }

    /// <summary>It holds a password, key or PIN.</summary>
    public required bool IsSecret { get; init; }

    /// <summary>Changing it may restart the phone.</summary>
    public required bool MayReboot { get; init; }

    /// <summary>The phone reports it; a profile cannot set it.</summary>
    public required bool IsReadOnly { get; init; }

    internal ImmutableArray<(int First, int Last)> Indices { get; init; } = [];

    internal ImmutableArray<string> Series { get; init; } = [];

    /// <summary>Values of every series that has none of its own.</summary>
    internal FamilyValues Common { get; init; } = new("", LegalValues.Any);

    internal (string Series, FamilyValues Values)? Differing { get; init; }

    /// <summary>Whether a phone with the model's firmware image has been seen to know it: models that share an image share its names.</summary>
    public bool IsSeenOn(PhoneModel model) => Series.Contains(model.Series, StringComparer.Ordinal);

    /// <summary>The value in a factory phone of that model; null where nobody has said, or where its family does not know the parameter.</summary>
    public string? DefaultOn(PhoneModel model) => IsSeenOn(model) ? On(model).Default : null;

    public LegalValues LegalValuesOn(PhoneModel model) => On(model).Legal;

    /// <summary>The catalogue's spelling of a value that is legal on that model (letter case aside), or null where it is not. An empty text is legal where it is the default.</summary>
    public string? Canonical(string value, PhoneModel model) =>
        value.Length == 0 && On(model).Default is "" ? value : On(model).Legal.Canonical(value);

    /// <summary>The element names that the pattern stands for; <paramref name="limit"/> caps the first index.</summary>
    internal IEnumerable<string> Expand(int limit = int.MaxValue)
    {
        if (Indices.IsEmpty)
        {
            yield return Pattern;
            yield break;
        }

        for (var n = Indices[0].First; n <= Math.Min(limit, Indices[0].Last); n++)
        {
            if (Indices.Length == 1)
            {
                yield return PatternNames.At(Pattern, n);
                continue;
            }

            for (var k = Indices[1].First; k <= Indices[1].Last; k++)
            {
                yield return PatternNames.At(Pattern, n, k);
            }
        }
    }

    private FamilyValues On(PhoneModel model) => Differing is { } own && own.Series == model.Series ? own.Values : Common;
}

/// <summary>The rights to a parameter of the account that the phone's user has.</summary>
public enum ParameterAccess
{
    /// <summary>Not known: the parameter is known from dumps that do not say.</summary>
    Unknown,

    /// <summary><c>na</c>: the administrator's alone.</summary>
    Administrator,

    /// <summary><c>ro</c>: the user sees it.</summary>
    UserReads,

    /// <summary><c>rw</c>: the user's own, such as the ringer's volume.</summary>
    User,
}

/// <summary>The default and the legal values of one series.</summary>
/// <param name="Default">The factory's value; null: nobody has said.</param>
/// <param name="Legal">The values that they take.</param>
internal sealed record FamilyValues(string? Default, LegalValues Legal);
