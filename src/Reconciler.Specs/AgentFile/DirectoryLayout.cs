using Reconciler.Core.Diagnostics;
using Reconciler.Host.Disk;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.AgentFile;

/// <summary>The directories of the agent's file are apart: what lies in a published root is served to whoever asks, or swept away.</summary>
internal static class DirectoryLayout
{
    public static void Check(AgentSettings settings, MapReader root, FileFindings findings)
    {
        (string Key, string? Path)[] published = [("served", settings.Served.Directory), ("asterisk", settings.Asterisk.Directory), ("dhcp", settings.Dhcp?.Directory)];
        for (var i = 0; i < published.Length; i++)
        {
            if (published[i].Path is { } directory && InTheWay(directory, published.Skip(i + 1).Select(p => p.Path), settings) is { } path)
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

    private static string? InTheWay(string directory, IEnumerable<string?> others, AgentSettings settings) =>
        others.Append(settings.State.Directory).Append(settings.Secrets.Directory).OfType<string>()
            .FirstOrDefault(other => FolderPath.IsIn(other, directory) || FolderPath.IsIn(directory, other))
        ?? settings.OwnFiles.FirstOrDefault(file => FolderPath.IsIn(file, directory));
}
