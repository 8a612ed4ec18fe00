using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>Slips of people who type a line <c>key: value</c>.</summary>
internal static partial class LineSpelling
{
    private const int PatternTimeout = 1_000;

    /// <summary>Null where nothing is forgotten, as far as the line alone shows.</summary>
    public static SyntaxClue? Of(TextLine line)
    {
        var content = line.Content;
        if (MissingSpace().Match(content) is { Success: true } joined)
        {
            return At(line, $"There is no space after the colon of \"{Key(joined)}\".", $"Write {Key(joined)}: and the value after a space.");
        }

        if (MissingDashSpace().Match(content) is { Success: true } dashed)
        {
            return At(line, "There is no space after this dash.", $"Write - {Key(dashed)}: and the value.");
        }

        return MissingColon().Match(content) is { Success: true } bare && !(line.HasDash && bare.Groups["rest"].Length == 0)
            ? At(line, $"There is no colon after \"{Key(bare)}\".", $"Write {Key(bare)}: and the value after a space.")
            : null;
    }

    /// <summary>Two keys after one another that belong on lines of their own.</summary>
    public static SyntaxClue? TwoKeys(TextLine line) => Joined().Match(line.Content) is { Success: true } match
        ? At(line, $"The keys \"{match.Groups["first"].Value}\" and \"{match.Groups["second"].Value}\" stand on one line.", "Write each on a line of its own, or both in { }.")
        : null;

    private static string Key(Match match) => match.Groups["key"].Value;

    private static SyntaxClue At(TextLine line, string message, string hint) => new(Codes.KeySpelling, line.Number, line.KeyIndent + 1, message, hint);

    [GeneratedRegex("^(?<key>[A-Za-z][A-Za-z0-9_]{0,63}):(?!//)[^\\s]", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex MissingSpace();

    [GeneratedRegex("^-(?<key>[A-Za-z][A-Za-z0-9_]{0,63}):(\\s|$)", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex MissingDashSpace();

    [GeneratedRegex("^(?<key>[A-Za-z][A-Za-z0-9_]{0,63})(\\s+(?<rest>[\\[{\"'].*|(?!.*:(\\s|$))\\S.*))?$", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex MissingColon();

    [GeneratedRegex("^(?<first>[A-Za-z][A-Za-z0-9_]{0,63}): +[^\\[{\"'][^,\"'{}\\[\\]]*, *(?<second>[A-Za-z][A-Za-z0-9_]{0,63}):(\\s|$)", RegexOptions.ExplicitCapture, PatternTimeout)]
    private static partial Regex Joined();
}
