using Reconciler.Core.Sources;

namespace Reconciler.Specs.Loading;

/// <summary>Files that have been read and are yet to be parsed, bounded in bytes and number, so that neither a large site nor its findings are in memory as a whole.</summary>
internal sealed class FileBatch
{
    private const long FullBytes = 16L << 20;
    private const int FullFiles = 512;

    private readonly List<Item> _items = [];
    private long _bytes;

    public bool IsFull => _bytes >= FullBytes || _items.Count >= FullFiles;

    public void Add(SourceEntry entry, SpecKind kind, byte[] bytes)
    {
        _items.Add(new Item(entry, kind, bytes, null));
        _bytes += bytes.Length;
    }

    public void Add(SourceEntry entry, SpecKind kind, FileSpecs parsed) => _items.Add(new Item(entry, kind, [], parsed));

    /// <summary>All files in the order added; the batch is empty then.</summary>
    public IReadOnlyList<(SourceEntry Entry, SpecKind Kind, FileSpecs Parsed)> ParseAll(CancellationToken cancellationToken)
    {
        var parsed = new (SourceEntry, SpecKind, FileSpecs)[_items.Count];
        Parallel.For(0, parsed.Length, Parallelism.Of(cancellationToken), i =>
        {
            var item = _items[i];
            parsed[i] = (item.Entry, item.Kind, item.Parsed ?? SpecParser.Parse(item.Entry.Path, item.Kind, item.Bytes, cancellationToken));
        });
        _items.Clear();
        _bytes = 0;
        return parsed;
    }

    private sealed record Item(SourceEntry Entry, SpecKind Kind, byte[] Bytes, FileSpecs? Parsed);
}
