using System.Collections.Immutable;

namespace Reconciler.Cli.Demo;

/// <summary>The files of example-repo, carried in the program.</summary>
internal static class ExampleOffice
{
    private const string Prefix = "example-repo/";

    /// <summary>Path and bytes of each file, paths relative to the repository.</summary>
    public static ImmutableArray<KeyValuePair<string, byte[]>> Files()
    {
        var assembly = typeof(ExampleOffice).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        KeyValuePair<string, byte[]> Read(string name)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return new(name[Prefix.Length..], memory.ToArray());
        }
    }
}
