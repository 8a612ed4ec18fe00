using System.Text;

namespace Reconciler.Cli.Output;

/// <summary>
/// Plain text, parts of which strangers wrote, inside a comment on a forge: nothing in it becomes markup, a link, or a mention that would write to
/// somebody. A zero-width space after @, # and the like is what forges understand; an escaped character would still mention.
/// </summary>
internal static class MarkdownText
{
    private const string Escaped = "\\`*_[]|~$";
    private const string Break = "&#8203;";

    /// <summary>For a paragraph, a list item or a table's cell.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (Escaped.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\').Append(c);
            }
            else
            {
                escaped.Append(Neutral(c));
            }
        }

        return Unlinked(escaped);
    }

    /// <summary>For the inside of an HTML element, where Markdown is not read.</summary>
    public static string Html(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            escaped.Append(Neutral(c));
        }

        return Unlinked(escaped);
    }

    /// <summary>A fenced block that its content cannot close.</summary>
    public static string Fenced(string text, string language)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}{language}\n{text.TrimEnd('\n')}\n{fence}\n";
    }

    private static string Neutral(char c) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '\r' or '\n' => " ",
        '@' or '#' => c + Break,
        _ => c.ToString(),
    };

    private static string Unlinked(StringBuilder text) =>
        text.Replace("://", $":{Break}//").Replace("www.", $"www{Break}.").ToString();
}
