using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>
/// The invisible characters of a file, by line. They are let be in a text, where a language may need them; where something is wrong with their line they are
/// what is wrong, and nobody would see it otherwise.
/// </summary>
internal sealed class InvisibleText
{
    // Of a file that is full of them, the first lines are enough.
    private const int MostLines = 10_000;

    private static readonly HashSet<string> Explained =
    [
        Codes.YamlSyntax.Id, Codes.WrongType.Id, Codes.UnknownKey.Id, Codes.NotAllowed.Id, Codes.WrongForm.Id, Codes.NoAlternative.Id, Codes.KeySpelling.Id,
    ];

    private readonly Dictionary<int, (int Column, char Character)> _lines = [];

    private InvisibleText()
    {
    }

    /// <summary>Null where there are none.</summary>
    public static InvisibleText? Of(string text)
    {
        InvisibleText? found = null;
        var (line, start, isComment) = (1, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' || (c is '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                (line, start, isComment) = (line + 1, i + 1, false);
            }
            else if (c == '#' && (i == start || text[i - 1] is ' ' or '\t'))
            {
                isComment = true;
            }
            else if (c >= '\u0080' && !isComment && CharacterNames.IsInvisible(c))
            {
                found ??= new InvisibleText();
                if (found._lines.Count < MostLines)
                {
                    found._lines.TryAdd(line, (i - start + 1, c));
                }
            }
        }

        return found;
    }

    /// <summary>The first of a line; null: it has none.</summary>
    public (int Column, char Character)? Find(int line) => _lines.TryGetValue(line, out var found) ? found : null;

    /// <summary>The finding that names the character, where one is on the line of a finding that it explains.</summary>
    public Diagnostic? Explain(Diagnostic finding)
    {
        if (!Explained.Contains(finding.Code) || Find(finding.Location.Line) is not { } at)
        {
            return null;
        }

        return Codes.InvisibleCharacter.At(
            new SpecLocation(finding.Location.File, finding.Location.Line, at.Column),
            $"{CharacterNames.Describe(at.Character)} stands here, which nobody sees, and makes something else of what is written.",
            "Remove it, or type a plain space in its place.");
    }
}
