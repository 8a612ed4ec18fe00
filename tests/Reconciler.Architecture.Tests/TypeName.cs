using Mono.Cecil;

namespace Reconciler.Architecture.Tests;

/// <summary>A type by its project, folder and name; one that lies in another, or that the compiler made for it, counts as the outer one.</summary>
internal readonly record struct TypeName(string Project, string Namespace, string Name)
{
    public bool IsOfTheProduct => Namespace.StartsWith("Reconciler.", StringComparison.Ordinal);

    // The program is called what its command is called.
    private const string Program = "Reconciler.Cli", ProgramAssembly = "reconciler";

    /// <summary>The first folder of the project that it is in; empty for one that is in none.</summary>
    public string Folder => Namespace.Length <= Project.Length ? "" : Namespace[(Project.Length + 1)..].Split('.')[0];

    public static string AssemblyOf(string project) => project == Program ? ProgramAssembly : project;

    public static TypeName Of(TypeReference type)
    {
        var outer = type;
        while (outer.DeclaringType is { } declaring)
        {
            outer = declaring;
        }

        var project = outer.Scope switch
        {
            ModuleDefinition module => module.Assembly.Name.Name,
            AssemblyNameReference assembly => assembly.Name,
            var other => other.Name,
        };
        return new(project == ProgramAssembly ? Program : project, outer.Namespace, outer.Name);
    }

    public override string ToString() => $"{Namespace}.{Name}";
}
