using Reconciler.Core.Sources;
using Reconciler.Specs.Index;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Loading;

/// <summary>Files that have been read and are yet to be parsed, bounded in bytes and number, so that neither a large site nor its findings are in memory as a whole.</summary>
internal sealed class FileBatch(DocumentIndex? index)
{
    // What is parsed of a file can be fifty times its size, where each item is a letter.
    private const long FullBytes = 1L << 20;
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

    /// <summary>A file that the index knows.</summary>
    public void Add(SourceEntry entry, SpecKind kind) => _items.Add(new Item(entry, kind, null, null));

    /// <summary>All files in the order added; the batch is empty then.</summary>
    public IReadOnlyList<(SourceEntry Entry, SpecKind Kind, FileSpecs Parsed)> ParseAll(CancellationToken cancellationToken)
    {
        var parsed = new (SourceEntry, SpecKind, FileSpecs)[_items.Count];
        var records = new byte[]?[_items.Count];
        Parallel.For(0, parsed.Length, Parallelism.Of(cancellationToken), i =>
        {
            var item = _items[i];
            parsed[i] = (item.Entry, item.Kind, item.Parsed ?? Restore(item) ?? Parse(item, out records[i], cancellationToken));
        });
        index?.Add([.. records.OfType<byte[]>()]);
        _items.Clear();
        _bytes = 0;
        return parsed;
    }

    private FileSpecs? Restore(Item item) =>
        item.Bytes is null && index?.Find(item.Kind.Kinds, item.Entry.ContentId) is { } reading ? SpecParser.Restore(item.Entry.Path, item.Kind, reading) : null;

    private FileSpecs Parse(Item item, out byte[]? record, CancellationToken cancellationToken)
    {
        var findings = new FileFindings(item.Entry.Path);
        var reading = YamlReader.Read(item.Bytes, findings, cancellationToken);
        var parsed = SpecParser.Parse(reading, item.Kind, findings, cancellationToken);
        record = index is not null && parsed.IsFaultless ? DocumentIndex.Record(item.Kind.Kinds, item.Entry.ContentId, reading) : null;
        return parsed;
    }

    /// <param name="Entry">The file.</param>
    /// <param name="Kind">The kind of its documents.</param>
    /// <param name="Bytes">Its content; null: the index knows its documents.</param>
    /// <param name="Parsed">The same, where it is known already.</param>
    private sealed record Item(SourceEntry Entry, SpecKind Kind, byte[]? Bytes, FileSpecs? Parsed);
}
