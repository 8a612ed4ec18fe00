using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Reconciler.Testing;

/// <summary>
/// Compares a text with a file that is kept beside the tests. <c>UPDATE_GOLDEN=1</c> rewrites the files instead; what changed is then seen in the review of
/// the commit.
/// </summary>
public static class GoldenFile
{
    private const int ContextLines = 3;

    /// <summary>Fails with a unified diff unless the file holds exactly <paramref name="actual"/>.</summary>
    /// <param name="actual">What the test made.</param>
    /// <param name="path">The file, relative to the test's source file (<c>Golden/case/out/spa.xml</c>) or absolute.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    public static void Matches(string actual, string path, [CallerFilePath] string sourceFile = "")
    {
        var fullPath = Path.GetFullPath(path, Path.GetDirectoryName(Checkout.Source(sourceFile))!);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
            File.WriteAllText(fullPath, actual);
            return;
        }

        Assert.True(File.Exists(fullPath), $"The golden file {fullPath} does not exist. UPDATE_GOLDEN=1 writes it.");
        var expected = File.ReadAllText(fullPath);
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            Assert.Fail($"{path} differs (- the golden file, + what was made; UPDATE_GOLDEN=1 rewrites it):\n{UnifiedDiff(expected, actual)}");
        }
    }

    /// <summary>The differing lines of two texts with three lines around them, as a reader of patches knows them.</summary>
    public static string UnifiedDiff(string expected, string actual)
    {
        var lines = InlineDiffBuilder.Diff(expected, actual, ignoreWhiteSpace: false).Lines;
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
            {
                Array.Fill(shown, true, Math.Max(0, i - ContextLines), Math.Min(lines.Count, i + ContextLines + 1) - Math.Max(0, i - ContextLines));
            }
        }

        var text = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            if (shown[i])
            {
                AppendHeader(text, lines, shown, i);
                text.Append(Mark(lines[i].Type)).Append(lines[i].Text.Replace("\r", "\\r", StringComparison.Ordinal)).Append('\n');
            }
        }

        return text.Length > 0 ? text.ToString() : "(only the line ends or the end of the file differ)\n";
    }

    private static void AppendHeader(StringBuilder text, List<DiffPiece> lines, bool[] shown, int index)
    {
        if (index > 0 && shown[index - 1])
        {
            return;
        }

        var oldLine = lines.Take(index).Count(line => line.Type != ChangeType.Inserted) + 1;
        var newLine = lines.Take(index).Count(line => line.Type != ChangeType.Deleted) + 1;
        text.Append(CultureInfo.InvariantCulture, $"@@ -{oldLine} +{newLine} @@\n");
    }

    private static char Mark(ChangeType type) => type switch
    {
        ChangeType.Inserted => '+',
        ChangeType.Deleted => '-',
        _ => ' ',
    };
}
