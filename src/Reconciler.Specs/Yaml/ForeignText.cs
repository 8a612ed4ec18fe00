using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>Knows what Git and its tools write into a file in place of what its user wrote. Nothing else about such a file is of interest.</summary>
internal static class ForeignText
{
    private const string LfsPointer = "version https://git-lfs.github.com/spec/";
    private const int MarkLength = 7;

    public static SyntaxClue? Find(string text)
    {
        if (text.StartsWith(LfsPointer, StringComparison.Ordinal))
        {
            return new SyntaxClue(
                Codes.LfsPointer, 1, 1, "This is a pointer of Git LFS, not the file that it stands for.", "Take YAML files out of LFS (git lfs untrack, and add them again): specs are read from Git itself.");
        }

        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (IsConflictMark(line))
            {
                return new SyntaxClue(
                    Codes.MergeConflict, number, 1, "An unresolved merge conflict begins here.", "Keep what is right of the two sides, and remove the lines <<<<<<<, ======= and >>>>>>>.");
            }
        }

        return null;
    }

    /// <summary>Git writes seven of them at a line's beginning, and a blank and a name after all but the middle ones.</summary>
    private static bool IsConflictMark(ReadOnlySpan<char> line) =>
        line.Length >= MarkLength
        && line[0] is '<' or '>' or '=' or '|'
        && line[..MarkLength].IndexOfAnyExcept(line[0]) < 0
        && (line.Length == MarkLength || (line[MarkLength] == ' ' && line[0] != '='));
}
