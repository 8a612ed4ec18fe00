using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Sources;

/// <summary>Which files are read by their names, and which are not though somebody most likely thinks so: an editor's, a backup's or a hurried person's ending.</summary>
public static class SpecFileNames
{
    private static readonly string[] Endings = [".yaml", ".yml"];

    private static readonly string[] SiteNames = ["site.yaml", "site.yml"];

    /// <summary>The folders that hold specs, each of one kind.</summary>
    public static ImmutableArray<string> Folders { get; } = ["extensions", "phones", "profiles", "groups", "routes"];

    /// <summary>True where a file of that name holds YAML; whether it is a spec depends on its folder.</summary>
    public static bool IsYaml(string name) => Array.Exists(Endings, ending => name.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>True for the site's own file, by its path.</summary>
    public static bool IsSite(string path) => SiteNames.Contains(path, StringComparer.Ordinal);

    /// <summary>A warning where a file that is not read nearly has the name or the place of one that is; null where it has nothing to do with specs.</summary>
    /// <param name="path">Relative to the site's folder, of a regular file that is not read.</param>
    public static Diagnostic? Warning(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.StartsWith('.') || path.Contains("/.", StringComparison.Ordinal))
        {
            return null;
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return AtTop(path);
        }

        return Folders.Contains(path[..slash], StringComparer.OrdinalIgnoreCase) && IsNearlyYaml(path[(path.LastIndexOf('/') + 1)..])
            ? Unread(path, "specs have the ending .yaml or .yml", "Rename it, or move it elsewhere.")
            : null;
    }

    /// <summary>The files that look like the site's own, where that is missing.</summary>
    public static bool IsNearlySite(string name) =>
        !IsSite(name) && Stem(name) is { } stem && (IsYaml(name) || IsNearlyYaml(name)) && Suggestion.Nearest(stem, ["site"]) is not null;

    private static Diagnostic? AtTop(string name)
    {
        if (IsNearlySite(name))
        {
            return Unread(name, "the site's file is site.yaml", "Rename it, or move it elsewhere.");
        }

        return Stem(name) is { } stem && (IsYaml(name) || IsNearlyYaml(name)) && Folders.FirstOrDefault(folder => IsKind(stem, folder)) is { } folder
            ? Unread(name, $"specs of that kind lie in the folder {folder}", $"Move it into {folder}/.")
            : null;
    }

    private static bool IsKind(string stem, string folder) =>
        stem.Equals(folder, StringComparison.OrdinalIgnoreCase) || stem.AsSpan().Equals(folder.AsSpan(0, folder.Length - 1), StringComparison.OrdinalIgnoreCase);

    private static Diagnostic Unread(string path, string rule, string hint) =>
        Codes.UnreadFile.At(SpecLocation.OfFile(path), $"This file is not read: {rule}.", hint);

    private static string? Stem(string name) => name.IndexOf('.', StringComparison.Ordinal) switch
    {
        0 => null,
        < 0 => name,
        var dot => name[..dot],
    };

    /// <summary>True for <c>e1.YAML</c>, <c>e1.yaml.txt</c>, <c>e1.yaml~</c>, <c>e1.yalm</c>, <c>e1.json</c> and <c>e1</c>; not for <c>README</c> or <c>notes.md</c>.</summary>
    private static bool IsNearlyYaml(string name)
    {
        if (IsYaml(name))
        {
            return false;
        }

        if (Array.Exists(Endings, ending => name.Contains(ending, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var dot = name.LastIndexOf('.');
        if (dot < 0)
        {
            // Files that every repository has, such as README and CODEOWNERS, begin with a capital.
            return name.Length > 0 && !char.IsAsciiLetterUpper(name[0]);
        }

        var ending = name[(dot + 1)..].ToLowerInvariant();
        return ending is "json" or "" || (ending.StartsWith('y') && Suggestion.Nearest(ending, ["yaml", "yml"]) is not null);
    }
}
