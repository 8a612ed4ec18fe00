using System.Globalization;
using System.Text.RegularExpressions;

namespace Reconciler.Host.PhoneLogs;

/// <summary>Text of a phone's, or of whoever calls himself one: short, on one line, without marks that hide or reorder it, and without what looks like a password.</summary>
internal static partial class LegibleText
{
    private const int Longest = 1024;

    public static string Of(string text)
    {
        var cut = text.Length <= Longest ? text : text[..Longest];
        var legible = string.Concat(cut.Select(c => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned ? '?' : c));
        return Secret().Replace(legible, "${name}***").Trim();
    }

    [GeneratedRegex("""(?<name>(password|passwd|secret|response|cnonce|nonce|passphrase)[A-Za-z0-9_\]\[]{0,12}\s?[=:>]\s?)("[^"]*"|[^\s,;<"]+)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
