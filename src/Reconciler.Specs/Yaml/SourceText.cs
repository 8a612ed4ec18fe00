using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Specs.Yaml;

/// <summary>Makes text of a file's bytes, or says at which line and column it is not text, or not the text that was meant.</summary>
internal static class SourceText
{
    /// <summary>The text without a byte order mark; null when there is a finding.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, FileFindings findings)
    {
        if (bytes.Length > SourceLimits.FileBytes)
        {
            findings.AddForFile(Codes.FileTooLarge, "The file is larger than 4 MiB.", "Split it into several files.");
            return null;
        }

        if (TextEncodings.Wide(bytes) is { } encoding)
        {
            findings.Add(Codes.InvalidUtf8, 1, 1, $"The file is written in {encoding}.", "Save it in the encoding UTF-8.");
            return null;
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (!Utf8.IsValid(bytes))
        {
            var (line, column) = PositionAfter(Encoding.UTF8.GetString(bytes[..ValidPrefix(bytes)]));
            findings.Add(Codes.InvalidUtf8, line, column, "The file is not valid UTF-8 from here on.", "Save it in the encoding UTF-8.");
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes);
        return IsMeant(text, findings) ? text : null;
    }

    private static bool IsMeant(string text, FileFindings findings)
    {
        if (ForeignText.Find(text) is { } foreign)
        {
            findings.Add(foreign.Code, foreign.Line, foreign.Column, foreign.Message, foreign.Hint);
            return false;
        }

        var at = FirstRefused(text);
        if (at >= 0)
        {
            var (line, column) = PositionAfter(text.AsSpan(0, at));
            findings.Add(Codes.ControlCharacter, line, column, $"{CharacterNames.Describe(text[at])} stands here, which no text may hold.", "Remove it.");
        }

        return at < 0;
    }

    // A plain loop: the runtime's search for a set of characters is compiled anew in each process, which costs a short run more than this costs a long one.
    private static int FirstRefused(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsRefused(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Characters that YAML does not let stand in a file: all control characters but tab, line feed, carriage return and next line.</summary>
    private static bool IsRefused(char c) =>
        c is (< ' ' and not ('\t' or '\n' or '\r')) or (>= '\u007f' and <= '\u009f' and not '\u0085') or '\ufeff' or '\ufffe' or '\uffff';

    private static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        var valid = 0;
        while (valid < bytes.Length && Rune.DecodeFromUtf8(bytes[valid..], out _, out var consumed) == OperationStatus.Done)
        {
            valid += consumed;
        }

        return valid;
    }

    private static (int Line, int Column) PositionAfter(ReadOnlySpan<char> text)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                line++;
                start = i + 1;
            }
        }

        return (line, text.Length - start + 1);
    }
}
