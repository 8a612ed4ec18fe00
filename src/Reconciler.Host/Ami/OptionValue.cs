using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Reconciler.Host.Ami;

/// <summary>Whether a value as it was written and a value as Asterisk prints it are the same.</summary>
internal static class OptionValue
{
    /// <summary>Yes, no, and every word that Asterisk takes for them.</summary>
    public static bool? AsBoolean(string value) => value.ToLowerInvariant() switch
    {
        "yes" or "true" or "on" or "y" or "t" or "1" => true,
        "no" or "false" or "off" or "n" or "f" or "0" => false,
        _ => null,
    };

    /// <summary>Names separated by commas or bars, in order, as in <c>(g722|ulaw)</c>.</summary>
    public static ImmutableArray<string> AsList(string value) =>
        [.. value.Trim('(', ')').Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The same names, whatever their order.</summary>
    public static bool SameSet(string a, string b) => AsList(a).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(AsList(b));

    /// <summary>The same names in the same order.</summary>
    public static bool SameSequence(string a, string b) => AsList(a).SequenceEqual(AsList(b), StringComparer.OrdinalIgnoreCase);

    /// <summary>The same call groups: numbers and ranges, <c>1,3-5</c>.</summary>
    public static bool SameGroups(string a, string b) => Groups(a).SetEquals(Groups(b));

    /// <summary>The same name and number, however they are quoted.</summary>
    public static bool SameCallerId(string a, string b) => string.Equals(Bare(a), Bare(b), StringComparison.Ordinal);

    /// <summary>The same IP address, however its zeros are written.</summary>
    public static bool SameAddress(string a, string b) =>
        IPAddress.TryParse(a, out var x) && IPAddress.TryParse(b, out var y) ? x.Equals(y) : Same(a, b);

    /// <summary>The same switch, number or text. Holds for what Asterisk 16 to 22 print of every option that a site may set, but for those of <see cref="MayBeSame"/>.</summary>
    public static bool Same(string intended, string found)
    {
        if (string.Equals(intended, found, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (AsBoolean(intended) is { } a && AsBoolean(found) is { } b)
        {
            return a == b;
        }

        return AsNumber(intended) is { } x && AsNumber(found) is { } y && x == y;
    }

    /// <summary>As <see cref="Same"/>, for options that Asterisk prints as another word, or as a number: a DSCP by its name, "reinvite" as "invite".</summary>
    public static bool MayBeSame(string intended, string found) =>
        Same(intended, found) || AsNumber(intended) is null;

    private static decimal? AsNumber(string value) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Bare(string value) => string.Concat(value.Where(c => c is not ('"' or '\\' or ' ' or '<' or '>')));

    private static HashSet<string> Groups(string value)
    {
        var groups = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in AsList(value))
        {
            var ends = part.Split('-', 2);
            if (ends.Length == 2 && int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first)
                && int.TryParse(ends[1], CultureInfo.InvariantCulture, out var last) && last - first < 64)
            {
                groups.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(n => n.ToString(CultureInfo.InvariantCulture)));
            }
            else
            {
                groups.Add(part);
            }
        }

        return groups;
    }
}
