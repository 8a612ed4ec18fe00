using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets;

/// <summary>Finds phones by a MAC address, an extension, or a name.</summary>
public sealed class PhoneLookup(IEnumerable<NamedPhone> phones)
{
    // Shorter than this, a word of hex digits is a number rather than an address with a digit too few.
    private const int ShortestMac = 10;

    private readonly ImmutableArray<NamedPhone> _phones = [.. phones];

    /// <summary>Those of that address; else those that register that extension; else those of that name; else those whose name holds the word. Letter case aside.</summary>
    public ImmutableArray<NamedPhone> Find(string word)
    {
        var mac = MacAddress.TryParse(word, out var parsed) ? parsed : (MacAddress?)null;
        Func<NamedPhone, bool>[] ways =
        [
            p => p.Mac == mac,
            p => p.Numbers.Contains(word, StringComparer.Ordinal),
            p => p.Names.Contains(word, StringComparer.OrdinalIgnoreCase),
            p => p.Names.Any(name => name.Contains(word, StringComparison.OrdinalIgnoreCase)),
        ];
        return string.IsNullOrWhiteSpace(word) ? [] : ways.Select(way => _phones.Where(way).ToImmutableArray()).FirstOrDefault(found => !found.IsEmpty, []);
    }

    /// <summary><c>Did you mean "x"?</c> for the nearest address, number or name, or null when none is near.</summary>
    /// <param name="word">The word as it was typed.</param>
    /// <param name="others">More that would have been understood.</param>
    public string? Hint(string word, params IEnumerable<string> others)
    {
        var digits = string.Concat(word.Split([':', '-', '.'])).ToLowerInvariant();
        return digits.Length >= ShortestMac && digits.All(char.IsAsciiHexDigit)
            ? Suggestion.DidYouMean(digits, [.. _phones.Select(p => p.Mac.ToString()), .. others])
            : Suggestion.DidYouMean(word, [.. others, .. _phones.SelectMany(p => p.Numbers.Concat(p.Names))]);
    }
}
