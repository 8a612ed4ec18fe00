using Reconciler.Core.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reconciler.Specs.Yaml;

/// <summary>Says in a sentence of our own what the parser could not read. Its messages are never passed on: they can quote the file.</summary>
internal sealed class YamlProblem(string text, Stack<NodeEvent> open, FileFindings findings)
{
    private static readonly (string Part, string Sentence, string? Hint)[] Known =
    [
        ("a tag", "YAML tags (!name) are not used here.", "Put the text in quotes."),
        ("unknown escape", "This text in double quotes has an escape that YAML does not know.", "Use single quotes, or write \\\\ for a backslash."),
        ("hexadecimal", "This text in double quotes has a broken escape.", "Use single quotes, or write \\\\ for a backslash."),
        ("escape", "This text in double quotes has a broken escape.", "Use single quotes, or write \\\\ for a backslash."),
        ("quoted scalar", "A quoted text is not closed.", "Add the closing quote."),
        ("tab ", "A tab is used for indentation below this line.", "Indent with spaces."),
        ("cannot start any token", "No value can start with this character.", "Put the text in quotes."),
        ("multiline plain scalar", "A line above this one has no colon, or this colon stands in a text without quotes.", "Write key: value, or put the text in quotes."),
        ("invalid mapping", "This colon makes a key where none can stand.", "Check the indentation, or put the text in quotes."),
        ("simple key", "A key without its colon, or a line that belongs to no key, stands here.", "Check the indentation and the colon."),
        ("sequence entries", "A list item cannot stand here.", "Put it on a line of its own."),
        ("anchor", "YAML anchors and aliases are not used here.", "Put the text in quotes."),
        ("directive", "YAML directives are not used here.", "Remove the line, or put the text in quotes."),
        ("block scalar", "A text block (| or >) is broken here.", "Write the text on one line."),
        ("block mapping", "This line fits neither the mapping above nor a new one.", "Check the indentation, and the colon after the key."),
        ("block collection", "This line fits neither the list above nor a new one.", "Check the indentation, and the dash before the item."),
        ("node content", "A value is missing before this.", "Put the text in quotes, or remove the comma."),
    ];

    /// <summary>The mistake itself, where the lines around show it; else what the parser stumbled over.</summary>
    public void Report(YamlException exception, ParsingEvent? last)
    {
        var message = exception.Message;
        // The parser reads ahead, so that the brackets which it is still in may be closed already; these it finds outside of them only.
        var isInBrackets = IsInBrackets && !message.Contains("multiline", StringComparison.OrdinalIgnoreCase);
        var isTab = message.Contains("tab ", StringComparison.OrdinalIgnoreCase);
        if ((isTab ? Clues.FindTab(LineOf(exception.Start)) : null) is { } tab)
        {
            Add(tab);
        }
        else if (IsUnclosed(last, exception))
        {
            findings.Add(Codes.YamlSyntax, LineOf(last!.Start), ColumnOf(last.Start), "A quoted text is not closed on its line.", "Add the closing quote.");
        }
        else if (!message.Contains("quoted scalar", StringComparison.OrdinalIgnoreCase) && Clues.Find(LineOf(exception.Start), isInBrackets) is { } clue)
        {
            Add(clue);
        }
        else if (last is Scalar scalar && scalar.End.Line == exception.Start.Line && message.Contains("expected key", StringComparison.Ordinal))
        {
            findings.Add(
                Codes.YamlSyntax,
                LineOf(exception.Start),
                ColumnOf(exception.Start),
                "Something follows the text before it that does not belong to it.",
                "Put the whole text in one pair of quotes; double a single quote inside single quotes.");
        }
        else
        {
            ReportKnown(exception);
        }
    }

    /// <summary>For what the parser itself has no words for; mostly a list or mapping in brackets that is not closed.</summary>
    public void ReportAt(Mark mark)
    {
        if (IsInBrackets)
        {
            var start = open.Peek();
            var bracket = start is MappingStart ? "{" : "[";
            findings.Add(
                Codes.YamlSyntax,
                LineOf(mark),
                ColumnOf(mark),
                $"The \"{bracket}\" of line {start.Start.Line}, column {start.Start.Column} is not closed before this.",
                "Add the closing bracket, or the comma before this entry.");
        }
        else if (Clues.Find(LineOf(mark), isInBrackets: false) is { } clue)
        {
            Add(clue);
        }
        else
        {
            findings.Add(Codes.YamlSyntax, LineOf(mark), ColumnOf(mark), "The file is not valid YAML here.", "Check indentation, quotes and brackets.");
        }
    }

    /// <summary>For a tag that the parser has no place of: somewhere after <paramref name="mark"/>.</summary>
    public void ReportTag(Mark mark) =>
        findings.Add(Codes.YamlTag, LineOf(mark), ColumnOf(mark), "A YAML tag (!name) stands after this, and tags are not used here.", "Put the text in quotes.");

    private SyntaxClues Clues => new(text, findings.Invisible);

    private bool IsInBrackets =>
        open.TryPeek(out var start) && start is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };

    /// <summary>True where a quote was closed lines below by the one that opens the next text, so that this text stands bare.</summary>
    private static bool IsUnclosed(ParsingEvent? last, YamlException exception) =>
        last is Scalar { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted } quoted && quoted.End.Line > quoted.Start.Line && quoted.End.Line == exception.Start.Line;

    private void ReportKnown(YamlException exception)
    {
        foreach (var (part, sentence, hint) in Known)
        {
            if (exception.Message.Contains(part, StringComparison.OrdinalIgnoreCase) && !(part == "node content" && IsInBrackets))
            {
                findings.Add(Codes.YamlSyntax, LineOf(exception.Start), ColumnOf(exception.Start), sentence, hint);
                return;
            }
        }

        ReportAt(exception.Start);
    }

    private void Add(SyntaxClue clue) => findings.Add(clue.Code, clue.Line, clue.Column, clue.Message, clue.Hint);

    private static int LineOf(Mark mark) => Math.Max(1, (int)mark.Line);

    private static int ColumnOf(Mark mark) => Math.Max(1, (int)mark.Column);
}
