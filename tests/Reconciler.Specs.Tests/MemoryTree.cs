using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Specs.Tests;

/// <summary>A site in memory; content ids are those of the texts.</summary>
internal sealed class MemoryTree : ISourceTree
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>The smallest site that is valid.</summary>
    public const string Site = """
        name: hq
        provisioning: { url: "tftp://192.168.2.245" }
        asterisk: { host: 192.168.2.245, context: fxsgroup }
        """;

    public int Reads { get; private set; }

    public static MemoryTree WithSite() => new MemoryTree().Add("site.yaml", Site);

    public MemoryTree Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    public MemoryTree Add(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics) =>
        [.. _files.Where(file => SpecFileNames.IsYaml(file.Key)).Select(file => new SourceEntry(file.Key, file.Value.Length, BlobId.Of(file.Value)))];

    public byte[] Read(SourceEntry entry)
    {
        Reads++;
        return _files[entry.Path];
    }
}
