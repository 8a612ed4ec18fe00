namespace Reconciler.Specs.Yaml;

/// <summary>A line as its writer sees it: how far it is indented, whether a dash comes first, and what it says.</summary>
internal sealed class TextLine
{
    public TextLine(int number, string text)
    {
        Number = number;
        var at = 0;
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            Tab = text[at] == '\t' && Tab == 0 ? at + 1 : Tab;
            at++;
        }

        Indent = at;
        while (at < text.Length && text[at] == '-' && (at + 1 == text.Length || text[at + 1] == ' '))
        {
            HasDash = true;
            at++;
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }

        KeyIndent = at;
        Content = text[at..].TrimEnd();
    }

    /// <summary>Counts from 1.</summary>
    public int Number { get; }

    /// <summary>The column of the first tab in the indentation; 0: there is none.</summary>
    public int Tab { get; }

    /// <summary>How many blanks come before the dash or the text.</summary>
    public int Indent { get; }

    /// <summary>How many characters come before the text, a dash too.</summary>
    public int KeyIndent { get; }

    public bool HasDash { get; }

    /// <summary>The text after indentation and dashes, without blanks at its end.</summary>
    public string Content { get; }

    public bool SaysNothing => (Content.Length == 0 && !HasDash) || Content.StartsWith('#');

    public bool IsDocumentMark => Indent == 0 && (Content is "---" or "..." || Content.StartsWith("--- ", StringComparison.Ordinal));
}
