using System.Collections.Frozen;
using System.Globalization;

namespace Reconciler.Specs.Yaml;

/// <summary>Names of characters that cannot be seen.</summary>
internal static class CharacterNames
{
    private static readonly FrozenDictionary<char, string> Names = new Dictionary<char, string>
    {
        ['\u0000'] = "the null character",
        ['\u0007'] = "the bell character",
        ['\u0008'] = "a backspace",
        ['\u000b'] = "a vertical tab",
        ['\u000c'] = "a form feed",
        ['\u001b'] = "the escape character",
        ['\u007f'] = "the delete character",
        ['\u00a0'] = "a no-break space",
        ['\u00ad'] = "a soft hyphen",
        ['\u061c'] = "a mark of writing direction",
        ['\u115f'] = "an invisible letter",
        ['\u1160'] = "an invisible letter",
        ['\u180e'] = "an invisible separator",
        ['\u200b'] = "a zero-width space",
        ['\u200c'] = "a zero-width non-joiner",
        ['\u200d'] = "a zero-width joiner",
        ['\u200e'] = "a left-to-right mark",
        ['\u200f'] = "a right-to-left mark",
        ['\u2007'] = "a figure space, which does not break",
        ['\u202f'] = "a narrow no-break space",
        ['\u2060'] = "a word joiner",
        ['\u2800'] = "a blank Braille pattern",
        ['\u3000'] = "an ideographic space",
        ['\u3164'] = "an invisible letter",
        ['\ufeff'] = "a byte order mark in the middle of the file",
        ['\uffa0'] = "an invisible letter",
        ['\ufffe'] = "no character",
        ['\uffff'] = "no character",
    }.ToFrozenDictionary();

    /// <summary>True for characters above U+007F that take no ink: blanks other than the plain one, and what only joins, parts or directs others.</summary>
    public static bool IsInvisible(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (c >= '\u0080' && Names.ContainsKey(c));

    /// <summary><c>A zero-width space (U+200B)</c>, as a sentence begins.</summary>
    public static string Describe(char c)
    {
        var name = Names.GetValueOrDefault(c) ?? Fallback(c);
        return string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(name[0])}{name[1..]} (U+{(int)c:X4})");
    }

    private static string Fallback(char c) => CharUnicodeInfo.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.SpaceSeparator => "a space of another kind",
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "a line break of another kind",
        UnicodeCategory.Format => "an invisible mark",
        _ => "a control character",
    };
}
