using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Reconciler.Core.Sources;

/// <summary>
/// How a range of versions is written, before a library reads it: alternatives between <c>||</c>, a comma for a blank, and pre-releases only in an alternative that
/// names one, as Flux has it.
/// </summary>
public static partial class SemverRangeText
{
    private const int Longest = 200;

    /// <summary>The alternatives; empty: it is too long, or one of them is empty.</summary>
    public static ImmutableArray<SemverAlternative> Split(string text)
    {
        var parts = text.Length > Longest ? [] : text.Replace(',', ' ').Split("||", StringSplitOptions.TrimEntries);
        return parts.Any(p => p.Length == 0) ? [] : [.. parts.Select(p => new SemverAlternative(p, PreRelease().IsMatch(p)))];
    }

    [GeneratedRegex("[0-9xX*]-[0-9A-Za-z]", RegexOptions.None, 1_000)]
    private static partial Regex PreRelease();
}

/// <summary>One alternative of a range.</summary>
/// <param name="Text">As npm writes it.</param>
/// <param name="PreReleases">Whether pre-releases are in it.</param>
public sealed record SemverAlternative(string Text, bool PreReleases);
