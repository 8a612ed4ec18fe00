using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>
/// Looks at the lines around the place where the parser gave up for what people get wrong first: it stops where it can go on no further, which is mostly a line
/// or more below the mistake.
/// </summary>
/// <param name="text">The file's text.</param>
/// <param name="invisible">Its invisible characters.</param>
internal sealed partial class SyntaxClues(string text, InvisibleText? invisible)
{
    private const int LinesBefore = 200;
    private const int LinesOfMistake = 4;

    /// <summary>The first line from there on with a tab in its indentation.</summary>
    public SyntaxClue? FindTab(int from)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var tab = number < from ? -1 : line.IndexOf('\t');
            if (tab >= 0 && line[..tab].IsWhiteSpace() && !line.IsWhiteSpace())
            {
                return Tab(number, tab + 1);
            }
        }

        return null;
    }

    /// <summary>A clue at that line, or at the few before it.</summary>
    /// <param name="errorLine">Where the parser gave up.</param>
    /// <param name="isInBrackets">Whether that is inside a list or mapping in brackets, where lines and indentation mean nothing.</param>
    public SyntaxClue? Find(int errorLine, bool isInBrackets)
    {
        var lines = Before(errorLine);
        foreach (var line in lines.Take(LinesOfMistake))
        {
            if (line.Tab > 0)
            {
                return Tab(line.Number, line.Tab);
            }

            if (invisible?.Find(line.Number) is { } at)
            {
                return new SyntaxClue(
                    Codes.InvisibleCharacter, line.Number, at.Column, $"{CharacterNames.Describe(at.Character)} stands here, which nobody sees.", "Remove it, or type a plain space in its place.");
            }
        }

        return isInBrackets || lines.Count == 0 || lines[0].Number != errorLine ? null : Spelling(lines) ?? Indentation(lines);
    }

    private static SyntaxClue Tab(int line, int column) =>
        new(Codes.YamlSyntax, line, column, "A tab is used for indentation on this line.", "Indent with spaces.");

    private static SyntaxClue? Spelling(List<TextLine> lines)
    {
        if (LineSpelling.TwoKeys(lines[0]) is { } two)
        {
            return two;
        }

        for (var i = 0; i < Math.Min(LinesOfMistake, lines.Count); i++)
        {
            var goesOn = i + 1 < lines.Count && lines[i].Indent > lines[i + 1].KeyIndent && HasPlainValue(lines[i + 1]);
            if (!goesOn && LineSpelling.Of(lines[i]) is { } clue)
            {
                return clue;
            }
        }

        return null;
    }

    private static SyntaxClue? Indentation(List<TextLine> lines)
    {
        var line = lines[0];
        if (lines.Count == 1)
        {
            return null;
        }

        if (line.Indent > lines[1].KeyIndent && HasPlainValue(lines[1]))
        {
            return At(line, $"This line is indented deeper than line {Number(lines[1])}, which has a value already.", "Give both the same indentation.");
        }

        var level = lines.Skip(1).FirstOrDefault(above => above.Indent == line.Indent || above.KeyIndent == line.Indent);
        if (level is null)
        {
            return At(line, "This line is indented as none of those above it.", "Indent it as the lines that it belongs with.");
        }

        return level is { HasDash: true } && level.Indent == line.Indent && !line.HasDash
            ? At(line, $"This line is indented as the dash of line {Number(level)}, not as the key after it.", "Indent it as that key.")
            : null;
    }

    private static SyntaxClue At(TextLine line, string message, string hint) => new(Codes.YamlSyntax, line.Number, line.Indent + 1, message, hint);

    private static string Number(TextLine line) => line.Number.ToString(CultureInfo.InvariantCulture);

    private static bool HasPlainValue(TextLine line) => PlainValue().IsMatch(line.Content);

    /// <summary>The lines of the document up to that one which say something, the last first.</summary>
    private List<TextLine> Before(int last)
    {
        var lines = new List<TextLine>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (number > last)
            {
                break;
            }

            if (number > last - LinesBefore && new TextLine(number, line.ToString()) is { SaysNothing: false } read)
            {
                lines.Add(read);
                if (read.IsDocumentMark)
                {
                    lines.Clear();
                }
            }
        }

        lines.Reverse();
        return lines;
    }

    [GeneratedRegex("^[^\\s\"'\\[{][^:]*: +[^\\s|>#&]", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex PlainValue();
}
