using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.AgentFile;

/// <summary>The directories of the agent's file are apart: what lies in a published root is served to whoever asks, or swept away.</summary>
internal static class DirectoryLayout
{
    public static void Check(AgentSettings settings, MapReader root, FileFindings findings)
    {
        (string Key, string? Path)[] published = [("served", settings.Served.Directory), ("asterisk", settings.Asterisk.Directory), ("dhcp", settings.Dhcp?.Directory)];
        (string Key, string? Path)[] own = [("state", settings.State.Directory), ("secrets", settings.Secrets.Directory), .. settings.OwnFiles.Select(file => ("secrets", (string?)file))];
        for (var i = 0; i < published.Length; i++)
        {
            foreach (var other in published.Skip(i + 1).Concat(own))
            {
                if (published[i].Path is { } directory && other.Path is { } path && (IsIn(path, directory) || (IsDirectory(other.Key, path, settings) && IsIn(directory, path))))
                {
                    findings.Add(
                        Codes.DirectoriesOverlap,
                        root.Map(published[i].Key)!.Node("directory")!,
                        $"{path} and {published[i].Key}.directory {directory} lie in one another: what is secret would be served to whoever asks for it.",
                        "Give each a place of its own.");
                    return;
                }
            }
        }
    }

    private static bool IsDirectory(string key, string path, AgentSettings settings) => key != "secrets" || path == settings.Secrets.Directory;

    private static bool IsIn(string path, string directory)
    {
        var inside = Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar;
        return inside.StartsWith(Path.TrimEndingDirectorySeparator(directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
