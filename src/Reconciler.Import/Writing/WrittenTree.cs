using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Import.Writing;

/// <summary>The written files as the tree that the reader of specs takes, before anything is on disk.</summary>
internal sealed class WrittenTree(IReadOnlyCollection<YamlFile> files) : ISourceTree
{
    private readonly Dictionary<string, byte[]> _bytes = files.ToDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text), StringComparer.Ordinal);

    public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics) =>
        [.. _bytes.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new SourceEntry(f.Key, f.Value.Length, null))];

    public byte[] Read(SourceEntry entry) => _bytes[entry.Path];
}
