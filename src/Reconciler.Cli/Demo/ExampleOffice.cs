using System.Collections.Immutable;

namespace Reconciler.Cli.Demo;

/// <summary>The files of example-repo, carried in the program: what the demo shows, and the pull-request check that <c>init</c> writes.</summary>
internal static class ExampleOffice
{
    private const string Prefix = "example-repo/";

    /// <summary>Those of the pull-request check: for each forge's CI, and hooks for Git. They are the same in every repository.</summary>
    public static ImmutableArray<KeyValuePair<string, byte[]>> CheckFiles() =>
        [.. Files().Where(f => f.Key.StartsWith('.') || f.Key.StartsWith("hooks/", StringComparison.Ordinal))];

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
