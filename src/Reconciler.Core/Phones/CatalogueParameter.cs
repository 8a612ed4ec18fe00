using System.Collections.Immutable;

namespace Reconciler.Core.Phones;

/// <summary>What is known of one parameter of the phones, from the factory's sample profile and from configuration dumps.</summary>
public sealed record CatalogueParameter
{
    /// <summary>The element's name; <c>{n}</c>, <c>{u}</c> and <c>{k}</c> stand for an index.</summary>
    public required string Pattern { get; init; }

    /// <summary>Page and section of the phone's web pages: <c>Ext_N/SIP_Settings</c>; empty: not known.</summary>
    public required string Group { get; init; }

    public required ParameterAccess Access { get; init; }

    /// <summary>What a factory phone has; empty also where nobody has said.</summary>
    public required string Default { get; init; }

    /// <summary>The values that the phone takes; empty: any text.</summary>
    public required ImmutableArray<string> LegalValues { get; init; }

    /// <summary>It holds a password, key or PIN.</summary>
    public required bool IsSecret { get; init; }

    /// <summary>Changing it may restart the phone.</summary>
    public required bool MayReboot { get; init; }

    /// <summary>The phone reports it; a profile cannot set it.</summary>
    public required bool IsReadOnly { get; init; }

    internal ImmutableArray<(int First, int Last)> Indices { get; init; } = [];

    internal uint ModelMask { get; init; }

    /// <summary>Whether a phone of this model has been seen to know it.</summary>
    public bool IsSeenOn(PhoneModel model) => (ModelMask & MaskOf(model)) != 0;

    /// <summary>The catalogue's spelling of a legal value (letter case aside), or null where it is not legal. An empty text is legal where it is the default.</summary>
    public string? Canonical(string value)
    {
        if (LegalValues.IsEmpty || (value.Length == 0 && Default.Length == 0))
        {
            return value;
        }

        foreach (var legal in LegalValues)
        {
            if (string.Equals(legal, value, StringComparison.OrdinalIgnoreCase))
            {
                return legal;
            }
        }

        return null;
    }

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

    internal static uint MaskOf(PhoneModel model) => 1u << PhoneModel.All.IndexOf(model);
}

/// <summary>What the account of the phone's user may do to a parameter.</summary>
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
