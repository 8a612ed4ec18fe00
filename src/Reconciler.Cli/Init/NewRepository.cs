using System.Text;
using Reconciler.Cli.Demo;
using Reconciler.Git.Mirrors;
using Reconciler.Specs.Schemas;

namespace Reconciler.Cli.Init;

/// <summary>The files that <c>init</c> writes: those carried in the program under <c>Init/Files</c>, the pull-request check of example-repo, and the schemas.</summary>
internal static class NewRepository
{
    private const string Prefix = "init/";

    private static readonly string[] SpecSchemas = ["extension", "group", "phone", "profile", "route", "site"];

    /// <summary>Writes all files into a new repository and says how many.</summary>
    public static int Write(string directory)
    {
        // In words of the system's own where it cannot be made.
        Directory.CreateDirectory(directory);
        RepositorySeed.CreateEmpty(directory, "main");
        var assembly = typeof(NewRepository).Assembly;
        var count = 0;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var content = assembly.GetManifestResourceStream(name)!;
            WriteFile(Path.Combine(directory, name[Prefix.Length..]), content);
            count++;
        }

        foreach (var (path, content) in ExampleOffice.CheckFiles())
        {
            using var stream = new MemoryStream(content);
            WriteFile(Path.Combine(directory, path), stream, RepositorySeed.IsScript(content));
            count++;
        }

        foreach (var name in SpecSchemas)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(SchemaStore.ReadText(name)));
            WriteFile(Path.Combine(directory, "schema", name + ".schema.json"), content);
            count++;
        }

        return count;
    }

    private static void WriteFile(string path, Stream content, bool isScript = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        content.CopyTo(file);
        if (isScript && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }
}
