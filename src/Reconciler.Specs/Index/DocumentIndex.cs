using Reconciler.Core.Fleets;
using Reconciler.Host.Disk;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Index;

/// <summary>
/// The documents of faultless files, parsed, on disk: a process that starts need neither read nor parse what the one before it did. The file only grows, by
/// a record for each file that was parsed, until most of it is of files that are gone. It is a cache: without it, or where it is damaged or of another
/// program, everything is read; a disk that takes no more leaves the site without it. For one reader at a time, who has the site's lock.
/// </summary>
public sealed class DocumentIndex
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A larger one is no index of ours.</summary>
    private const long MostBytes = 1L << 30;

    private readonly string _path;
    private readonly Action<string> _warn;
    private readonly Dictionary<ContentKey, Range> _records = [];
    private byte[] _bytes = [];
    private long _length;
    private long _live;
    private bool _isOff;

    /// <param name="path">The file, in a directory that is there.</param>
    /// <param name="warn">Told once, where the file cannot be used.</param>
    public DocumentIndex(string path, Action<string> warn)
    {
        _path = path;
        _warn = warn;
    }

    /// <summary>As many bytes may be of files that are gone, whatever the size.</summary>
    internal long SpareBytes { get; init; } = 4L << 20;

    /// <summary>Reads the file, for as long as it takes to read a site.</summary>
    internal void Open() => Try(() =>
    {
        _bytes = new FileInfo(_path) is { Exists: true, Length: <= MostBytes } ? DurableFile.Read(_path) ?? [] : [];
        _length = IndexRecords.Scan(_bytes, _records);
        _live = 0;
    });

    /// <summary>Whether <see cref="Find"/> has the documents of a file with that content.</summary>
    internal bool Knows(SpecKinds kind, string? contentId) => _records.Count > 0 && ContentKey.Of(kind, contentId) is { } key && _records.ContainsKey(key);

    /// <summary>The documents of a file with that content; null: they are not known. Any thread may ask.</summary>
    internal YamlReading? Find(SpecKinds kind, string? contentId) =>
        ContentKey.Of(kind, contentId) is { } key && _records.TryGetValue(key, out var documents) ? new NodeReader(_bytes.AsSpan(documents)).ReadAll() : null;

    /// <summary>The record of a file that has just been parsed; null: its content has no name. Any thread may ask.</summary>
    internal static byte[]? Record(SpecKinds kind, string? contentId, YamlReading reading)
    {
        if (ContentKey.Of(kind, contentId) is not { } key)
        {
            return null;
        }

        var writer = new NodeWriter();
        IndexRecords.Begin(writer, key);
        writer.Write(reading);
        return IndexRecords.End(writer);
    }

    /// <summary>Keeps records for processes to come.</summary>
    internal void Add(IReadOnlyCollection<byte[]> records)
    {
        if (records.Count > 0)
        {
            Try(() => Append(records));
        }
    }

    /// <summary>Lets go of what was read, and of the records of files that are gone once they are most of the file.</summary>
    /// <param name="files">Those of the site that was read.</param>
    internal void Close(IEnumerable<(SpecKinds Kind, string? ContentId)> files)
    {
        // Of a large site that is read after each push: only a start and a file that has grown look at all names.
        var keys = new Lazy<HashSet<ContentKey>>(() => [.. files.Select(file => ContentKey.Of(file.Kind, file.ContentId)).OfType<ContentKey>()]);
        if (_live == 0)
        {
            _live = _length - _records.Where(record => !keys.Value.Contains(record.Key)).Sum(record => (long)IndexRecords.Whole(_bytes, record.Value).Length);
        }

        if (_length > (2 * _live) + SpareBytes)
        {
            Try(() => Compact(keys.Value));
        }

        _records.Clear();
        _records.TrimExcess();
        _bytes = [];
    }

    private void Append(IEnumerable<byte[]> records)
    {
        using var file = new FileStream(_path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });

        // A record that a kill cut short, or a file of another program.
        file.SetLength(_length);
        file.Seek(0, SeekOrigin.End);
        if (_length == 0)
        {
            file.Write(IndexRecords.Head);
        }

        foreach (var record in records)
        {
            file.Write(record);
        }

        file.Flush();
        _length = file.Length;
    }

    private void Compact(HashSet<ContentKey> keys)
    {
        _bytes = DurableFile.Read(_path) ?? [];
        _records.Clear();
        IndexRecords.Scan(_bytes, _records);
        using var compact = new MemoryStream();
        compact.Write(IndexRecords.Head);
        foreach (var (_, documents) in _records.Where(record => keys.Contains(record.Key)))
        {
            compact.Write(IndexRecords.Whole(_bytes, documents));
        }

        DurableFile.Replace(_path, compact.GetBuffer().AsSpan(0, (int)compact.Length), OwnerOnly);
        _length = _live = compact.Length;
    }

    private void Try(Action work)
    {
        if (_isOff)
        {
            return;
        }

        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PublishFailedException)
        {
            _isOff = true;
            _warn($"The index of parsed files {_path} cannot be used ({exception.Message.TrimEnd('.')}): the next start reads every file anew. Free space or mend its permissions; it may be removed at any time.");
        }
    }
}
