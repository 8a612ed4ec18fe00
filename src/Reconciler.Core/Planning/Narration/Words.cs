using System.Globalization;
using System.Text;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Turns of phrase that the sentences of a plan share.</summary>
internal static class Words
{
    private const int LongestValue = 80;

    /// <summary><c>1 phone</c>, <c>2 phones</c>.</summary>
    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string Join(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}",
    };

    /// <summary>The first few of many: <c>a, b and 7 more</c>.</summary>
    public static string Join(IReadOnlyList<string> items, int most) =>
        items.Count <= most ? Join(items) : $"{string.Join(", ", items.Take(most))} and {items.Count - most} more";

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds} s");

    /// <summary>A user's text between quotes, cut where it is long.</summary>
    public static string Quote(string text) => $"\"{Legible(text.Length <= LongestValue ? text : text[..(LongestValue - 1)] + "…")}\"";

    /// <summary>Where a secret comes from, of its reference: <c>derive:2</c> of <c>«secret:extension/151#derive:2»</c>. Whose it is stands beside it.</summary>
    public static string OriginOf(string reference)
    {
        var origin = reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..^1];
        return origin == "value" ? "a text in the repository" : origin;
    }

    /// <summary><c>becomes "B" in place of "A"</c>; secrets by where they come from.</summary>
    public static string Becomes(string? from, string? to) => (from, to) switch
    {
        (null or "", null or "") => "is written anew",
        (null or "", _) => $"becomes {ValueOf(to)}",
        (_, null or "") => $"is emptied; it was {ValueOf(from)}",
        _ when from == to => "gets another text",
        _ => $"becomes {ValueOf(to)} in place of {ValueOf(from)}",
    };

    /// <summary>
    /// The text without what would hide or reorder the rest of a line: control characters, line separators and marks of direction are written
    /// as their numbers.
    /// </summary>
    public static string Legible(string text)
    {
        if (!text.Any(IsMisleading))
        {
            return text;
        }

        var legible = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (IsMisleading(c))
            {
                legible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                legible.Append(c);
            }
        }

        return legible.ToString();
    }

    /// <summary>The text between quotes, or where the secret comes from that it stands for.</summary>
    public static string ValueOf(string? text) => text is ['«', .., '»'] && text.Contains('#', StringComparison.Ordinal) ? OriginOf(text) : Quote(text ?? "");

    private static bool IsMisleading(char c) =>
        char.IsControl(c) || c is '\u061c' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
