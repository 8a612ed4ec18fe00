using System.Text.RegularExpressions;

namespace Reconciler.Architecture.Tests;

/// <summary>How the folders of a project use each other. A folder counts together with the folders in it.</summary>
public sealed partial class FolderTests
{
    public static TheoryData<string> Projects => [.. SourceFiles.Projects("src")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_HasNoCircleAmongItsFolders(string project)
    {
        var uses = UsesIn(project);
        var circles = uses.Keys.Where(folder => Reach(uses, folder).Contains(folder)).Order(StringComparer.Ordinal);

        Assert.Empty(circles.Select(folder => $"{folder} uses {string.Join(", ", uses[folder].Where(used => Reach(uses, used).Contains(folder)))} and is used by it"));
    }

    [Fact]
    public void CoreFolder_UsesOnlyThoseBeforeItInTheDocumentedOrder()
    {
        var order = ArchitecturePage.CoreFolders.ToList();
        var upwards = TypeUses.OfTheProduct.All
            .Where(use => use.From.Project == "Reconciler.Core" && use.To.Project == "Reconciler.Core" && order.IndexOf(use.To.Folder) > order.IndexOf(use.From.Folder))
            .Select(use => $"{use.From} uses {use.To}");

        Assert.Empty(upwards);
    }

    [Fact]
    public void CoreFolders_AreThoseOfTheDocumentedOrder()
    {
        var folders = TypeUses.OfTheProduct.Types.Where(type => type.Project == "Reconciler.Core").Select(type => type.Folder).Distinct();

        Assert.Equal(ArchitecturePage.CoreFolders.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_IsTheFolder(string project)
    {
        var astray = SourceFiles.Below($"src/{project}")
            .Select(path => (Path: path, Namespace: NamespaceLine().Match(SourceFiles.Read(path)).Groups["name"].Value))
            .Where(file => file.Namespace.Length > 0 && file.Namespace != Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('/', '.'));

        Assert.Empty(astray.Select(file => $"{file.Path} is in {file.Namespace}"));
    }

    /// <summary>By the assemblies and, for constants, which leave no trace there, by the files' <c>using</c> lines, of which the build allows none that is not needed.</summary>
    private static Dictionary<string, HashSet<string>> UsesIn(string project)
    {
        var compiled = TypeUses.OfTheProduct.All.Where(use => use.From.Project == project && use.To.Project == project).Select(use => (From: use.From.Folder, To: use.To.Folder));
        var written =
            from path in SourceFiles.Below($"src/{project}")
            let parts = path.Split('/')
            where parts.Length > 3
            from Match line in UsingLine().Matches(SourceFiles.Read(path))
            let used = line.Groups["name"].Value
            where used.StartsWith(project + ".", StringComparison.Ordinal)
            select (From: parts[2], To: used[(project.Length + 1)..].Split('.')[0]);
        return compiled.Concat(written).Where(use => use.From != use.To)
            .GroupBy(use => use.From, use => use.To, StringComparer.Ordinal)
            .ToDictionary(uses => uses.Key, uses => uses.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static HashSet<string> Reach(Dictionary<string, HashSet<string>> uses, string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var folder))
        {
            foreach (var used in uses.GetValueOrDefault(folder) ?? [])
            {
                if (reached.Add(used))
                {
                    open.Push(used);
                }
            }
        }

        return reached;
    }

    [GeneratedRegex("^namespace (?<name>[A-Za-z.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("^using (static )?(?<name>[A-Za-z.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex UsingLine();
}
