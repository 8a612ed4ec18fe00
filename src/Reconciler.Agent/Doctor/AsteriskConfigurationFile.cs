using System.Text;

namespace Reconciler.Agent.Doctor;

/// <summary>Reads a file of Asterisk's as Asterisk does: comments dropped, included files in the place of their line.</summary>
/// <param name="directory">Asterisk's configuration directory, which names are relative to.</param>
/// <param name="own">Reconciler's root: its files are not read, so that their include lines are seen.</param>
internal sealed class AsteriskConfigurationFile(string directory, string own)
{
    private const int DeepestInclude = 10;

    /// <summary>All lines of a file. Files that are not there have none.</summary>
    /// <exception cref="UnauthorizedAccessException">One of them may not be read.</exception>
    public List<ConfigurationLine> Read(string name)
    {
        var lines = new List<ConfigurationLine>();
        Read(PathOf(name), lines, 0);
        return lines;
    }

    /// <summary>Where a name in an include line leads.</summary>
    public string PathOf(string name) => Path.GetFullPath(name, directory);

    private void Read(string path, List<ConfigurationLine> lines, int depth)
    {
        if (!File.Exists(path) || depth > DeepestInclude)
        {
            return;
        }

        var isComment = false;
        var number = 0;
        foreach (var text in File.ReadLines(path, Encoding.UTF8))
        {
            number++;
            var line = new ConfigurationLine(path, number, WithoutComment(text, ref isComment));
            if (line.Text.Length == 0)
            {
                continue;
            }

            lines.Add(line);
            foreach (var included in Included(line))
            {
                Read(included, lines, depth + 1);
            }
        }
    }

    private IEnumerable<string> Included(ConfigurationLine line)
    {
        if (line.Included is not { Length: > 0 } name || PathOf(name).StartsWith(own.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            return [];
        }

        var (folder, pattern) = (Path.GetDirectoryName(PathOf(name))!, Path.GetFileName(name));
        return !pattern.AsSpan().ContainsAny('*', '?') ? [PathOf(name)]
            : Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>A comment begins with an unescaped semicolon; <c>;--</c> and <c>--;</c> enclose one of several lines.</summary>
    private static string WithoutComment(string text, ref bool isComment)
    {
        if (isComment)
        {
            isComment = !text.Contains("--;", StringComparison.Ordinal);
            return "";
        }

        var at = -1;
        do
        {
            at = text.IndexOf(';', at + 1);
        }
        while (at > 0 && text[at - 1] == '\\');

        if (at < 0)
        {
            return text.Trim();
        }

        isComment = text.AsSpan(at).StartsWith(";--", StringComparison.Ordinal) && !text.AsSpan(at).StartsWith(";---", StringComparison.Ordinal) && !text.AsSpan(at + 3).Contains("--;", StringComparison.Ordinal);
        return text[..at].Trim();
    }
}
