using Mono.Cecil;

namespace Reconciler.Architecture.Tests;

/// <summary>Which project uses which, and what the pure ones keep away from.</summary>
public sealed class ProjectTests
{
    private static readonly string[] Borders = ["System.Net.Sockets", "System.Net.Http", "System.Net.NameResolution", "System.Diagnostics.Process"];
    private static readonly string[] Disk = ["System.IO.File", "System.IO.Directory", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileStream"];
    private static readonly string[] PureCommands = ["ValidateCommand", "PlanCommand", "ExplainCommand", "RenderCommand"];

    [Fact]
    public void Projects_AreThoseOfThePage() => Assert.Equal(SourceFiles.Projects("src"), ArchitecturePage.Projects.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Project_UsesOnlyThoseThatThePageGivesIt()
    {
        var others = TypeUses.OfTheProduct.All
            .Where(use => use.From.Project != use.To.Project && !ArchitecturePage.Projects[use.From.Project].Contains(use.To.Project))
            .Select(use => $"{use.From} uses {use.To}");

        Assert.Empty(others);
    }

    [Fact]
    public void PageOfTheProjects_HasNoCircle()
    {
        var open = ArchitecturePage.Projects.ToDictionary(StringComparer.Ordinal);
        while (open.Values.Any(uses => !uses.Any(open.ContainsKey)))
        {
            open.Remove(open.First(project => !project.Value.Any(open.ContainsKey)).Key);
        }

        Assert.Empty(open.Keys);
    }

    [Fact]
    public void PureCommand_UsesNothingOfTheAgent()
    {
        var types = TypeUses.OfTheProduct.Types.ToList();
        var open = new Stack<TypeName>(types.Where(type => PureCommands.Contains(type.Name) || type.Namespace == "Reconciler.Cli.Inputs"));
        Assert.True(open.Count > PureCommands.Length, "The pure commands are called otherwise.");
        var via = open.ToDictionary(type => type, type => type.ToString());
        while (open.TryPop(out var type))
        {
            foreach (var used in TypeUses.OfTheProduct.Of(type).Where(used => via.TryAdd(used, $"{via[type]} > {used}")))
            {
                open.Push(used);
            }
        }

        Assert.Empty(via.Where(type => type.Key.Project == "Reconciler.Agent").Select(type => type.Value));
    }

    [Fact]
    public void Core_TouchesNeitherDiskNorNetwork()
    {
        using var core = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, "Reconciler.Core.dll"));

        Assert.Empty(core.MainModule.AssemblyReferences.Select(assembly => assembly.Name).Intersect(Borders));
        Assert.Empty(core.MainModule.GetTypeReferences().Select(type => type.FullName).Intersect(Disk));
    }
}
