using System.Buffers;
using System.Text;

namespace Reconciler.Core.Text;

/// <summary>The limits of a line of Asterisk's .conf files (main/config.c, 11 to 23): the one place that rules and the writer ask.</summary>
internal static class ConfText
{
    /// <summary>A longer line is skipped by Asterisk with no more than a warning: its buffer is 8,192 bytes.</summary>
    public const int LongestLine = 8000;

    /// <summary>Longer names of sections and contexts are cut off.</summary>
    public const int LongestName = 79;

    private static readonly SearchValues<char> NoSection = SearchValues.Create("[]();,+|$ ");
    private static readonly SearchValues<char> NoWord = SearchValues.Create(" ,();\\=\"");

    /// <summary>Why a value cannot be written, as the rest of a sentence; null when it can.</summary>
    public static string? ProblemOfValue(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return null;
        }

        if (value[0] == ' ' || value[^1] == ' ')
        {
            return "begins or ends with a blank";
        }

        return ProblemOfCharacters(value);
    }

    /// <summary>Why a setting's name cannot be written; null when it can.</summary>
    public static string? ProblemOfName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            return "is empty";
        }

        if (name[0] is '#' or '[' or '\\')
        {
            return "begins with a character that Asterisk reads as a directive";
        }

        if (name[^1] == '+')
        {
            return "ends in +, which Asterisk reads as an addition";
        }

        return name.ContainsAny("=;") ? "holds = or ;" : ProblemOfValue(name);
    }

    /// <summary>Why a section's or context's name cannot be written; null when it can.</summary>
    public static string? ProblemOfSection(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
        {
            return "is empty";
        }

        if (Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            return "is longer than 79 bytes";
        }

        return name.ContainsAny(NoSection) ? "holds one of [ ] ( ) ; , + | $ or a blank" : ProblemOfCharacters(name);
    }

    /// <summary>Why a text cannot be an extension, an application or a device in a line of the dialplan; null when it can.</summary>
    public static string? ProblemOfWord(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
        {
            return "is empty";
        }

        return word.ContainsAny(NoWord) ? "holds a character that ends it" : ProblemOfCharacters(word);
    }

    /// <summary>Why no part of a line can hold a text; null when one can.</summary>
    public static string? ProblemOfCharacters(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange(' ', '~'))
        {
            return null;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                return "holds a control character";
            }

            // What EnumerateRunes makes of a lone surrogate; a real U+FFFD is mostly a broken decoding too.
            if (rune == Rune.ReplacementChar)
            {
                return "holds a character that is not valid Unicode";
            }
        }

        return null;
    }
}
