using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Specs.Yaml;

/// <summary>Makes text of a file's bytes, or says at which line and column it is not text.</summary>
internal static class SourceText
{
    private static readonly SearchValues<char> Refused = SearchValues.Create(RefusedCharacters());

    /// <summary>The text without a byte order mark; null when there is a finding.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, FileFindings findings)
    {
        if (bytes.Length > SourceLimits.FileBytes)
        {
            findings.AddForFile(Codes.FileTooLarge, "The file is larger than 4 MiB.", "Split it into several files.");
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
        var at = text.AsSpan().IndexOfAny(Refused);
        if (at < 0)
        {
            return text;
        }

        var (controlLine, controlColumn) = PositionAfter(text.AsSpan(0, at));
        findings.Add(
            Codes.ControlCharacter, controlLine, controlColumn, $"The file holds the control character U+{(int)text[at]:X4} here.", "Remove it.");
        return null;
    }

    /// <summary>What YAML does not let stand in a file: all control characters but tab, line feed, carriage return and next line.</summary>
    private static string RefusedCharacters()
    {
        var refused = Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n' or '\r'))
            .Concat(Enumerable.Range(0x7f, 0x21).Where(c => c != 0x85))
            .Concat([0xfeff, 0xfffe, 0xffff]);
        return string.Concat(refused.Select(c => (char)c));
    }

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
