namespace Reconciler.Architecture.Tests;

/// <summary>The tables of <c>docs/architecture.md</c>: the order in which projects and the folders of the core lie upon each other is written there alone.</summary>
internal static class ArchitecturePage
{
    /// <summary>Each project with those that it may use, by their full names.</summary>
    public static IReadOnlyDictionary<string, string[]> Projects { get; } = Rows("The projects")
        .ToDictionary(row => row[0], row => row[1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(p => p != "none").Select(p => $"Reconciler.{p}").ToArray(), StringComparer.Ordinal);

    /// <summary>The folders of the core; each may use those before it.</summary>
    public static IReadOnlyList<string> CoreFolders { get; } = [.. Rows("The folders of the core").Select(row => row[0])];

    private static IEnumerable<string[]> Rows(string heading) => SourceFiles.Read("docs/architecture.md").Split('\n')
        .SkipWhile(line => line != $"## {heading}")
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1].Select(cell => cell.Replace("`", "", StringComparison.Ordinal)).ToArray());
}
