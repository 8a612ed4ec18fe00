using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>Asterisk's files once the specs are live: as they are, without the lines that the specs say now, and with those that include what Reconciler publishes.</summary>
internal static partial class RemainingFiles
{
    private static readonly ImmutableArray<string> Included = ["pjsip.conf", "sip.conf", "extensions.conf", "voicemail.conf"];

    /// <summary>The files that change, by their names.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<(InputFile File, string Text)> files, TakenLines taken, string includeFolder, bool isChanSip)
    {
        var changed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, text) in files)
        {
            var rest = Without(text, number => taken.Contains(file.Name, number), file.Name, taken);
            if (Included.Contains(file.BaseName, StringComparer.Ordinal) && file.BaseName != (isChanSip ? "pjsip.conf" : "sip.conf"))
            {
                rest = WithInclude(rest, $"{includeFolder}/current/{file.BaseName}");
            }

            if (rest != text)
            {
                changed[file.Name] = rest;
            }
        }

        return changed;
    }

    [GeneratedRegex(@"^\s*\[[^\]]+\]\s*\([^)]*\+[^)]*\)", RegexOptions.None, 60_000)]
    private static partial Regex Addition { get; }

    private static string Without(string text, Func<int, bool> isTaken, string name, TakenLines taken)
    {
        var kept = new StringBuilder(text.Length);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!isTaken(i + 1) && !(Addition.IsMatch(lines[i]) && IsWhollyTaken(lines, i + 1, name, taken)))
            {
                kept.Append(lines[i]).Append(i < lines.Length - 1 ? "\n" : "");
            }
        }

        return kept.ToString();
    }

    /// <summary>An addition to a section that is taken would be one to nothing, for which Asterisk drops the whole file.</summary>
    private static bool IsWhollyTaken(string[] lines, int from, string name, TakenLines taken)
    {
        var some = false;
        for (var i = from; i < lines.Length && !lines[i].TrimStart().StartsWith('['); i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && line[0] != ';')
            {
                some = true;
                if (!taken.Contains(name, i + 1))
                {
                    return false;
                }
            }
        }

        return some;
    }

    private static string WithInclude(string text, string path) =>
        text.Split('\n').Any(l => l.TrimStart().StartsWith('#') && l.Contains(path, StringComparison.Ordinal))
            ? text
            : $"{text}{(text.Length == 0 || text.EndsWith('\n') ? "" : "\n")}#tryinclude {path}\n";
}
