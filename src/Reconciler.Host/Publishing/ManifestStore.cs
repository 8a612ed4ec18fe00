using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;

namespace Reconciler.Host.Publishing;

/// <summary>
/// The manifest in <c>manifest/</c> of the state: an entry a part, named by its digest, and an index of the parts, which is replaced last. After a crash there is the old
/// manifest or the new one. A save writes only the parts that changed. One process at a time.
/// </summary>
public sealed class ManifestStore
{
    private const string Folder = "manifest";
    private const string IndexName = "index";
    private const string IndexEntry = $"{Folder}/{IndexName}";
    private const string Header = "reconciler manifest 1";

    private readonly IStateStorage _state;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, EntryVersion> _checked = new(StringComparer.Ordinal);
    private Manifest? _known;
    private byte[]? _knownIndex;

    public ManifestStore(IStateStorage state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
    }

    /// <summary>Whether a manifest was saved.</summary>
    public bool Exists => _state.Has(IndexEntry);

    /// <summary>Whether the manifest saved last cannot be read any more.</summary>
    public bool IsDamaged
    {
        get
        {
            try
            {
                return ReadIndex() is { } index && index.Any(part => !IsWhole(part.Key, part.Value));
            }
            catch (PublishFailedException)
            {
                return true;
            }
        }
    }

    /// <summary>Saves a manifest in place of one that cannot be read.</summary>
    public void Replace(Manifest manifest)
    {
        _state.Remove(IndexEntry, Durability.Soon);
        Save(manifest);
    }

    /// <summary>The manifest saved last; null: none was.</summary>
    /// <exception cref="PublishFailedException">It cannot be read, or is damaged.</exception>
    public Manifest? Load()
    {
        if (_state.Read(IndexEntry) is not { } bytes)
        {
            return null;
        }

        // The index names each part by its digest, so that the same index is the same manifest.
        lock (_lock)
        {
            if (_known is { } known && bytes.AsSpan().SequenceEqual(_knownIndex))
            {
                return known;
            }
        }

        var manifest = Read(ParseIndex(bytes));
        Remember(manifest, bytes);
        return manifest;
    }

    private Manifest Read(Dictionary<int, Digest> index)
    {
        var parts = ImmutableArray.CreateBuilder<ManifestPart>(Manifest.PartCount);
        for (var number = 0; number < Manifest.PartCount; number++)
        {
            parts.Add(index.TryGetValue(number, out var digest) ? ReadPart(number, digest) : Manifest.Empty.Parts[number]);
        }

        return Manifest.OfParts(parts.MoveToImmutable());
    }

    /// <summary>On the disk when this returns.</summary>
    public void Save(Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        _state.RemoveDebris(Folder);
        var known = ReadIndex() ?? [];
        // A part may be there from a run that ended before its index: nothing says that it is whole, so it is written anew.
        _state.Add(
            Folder,
            manifest.Parts.Where(part => !part.Entries.IsEmpty && (!known.TryGetValue(part.Number, out var digest) || digest != part.Digest))
                .Select(part => KeyValuePair.Create(NameOf(part.Number, part.Digest), ManifestFormat.Write(part.Entries))));
        var bytes = Encoding.ASCII.GetBytes(Index(manifest));
        _state.Replace(IndexEntry, bytes, Durability.Now);
        Remember(manifest, bytes);
        RemoveUnreferenced(manifest);
    }

    private static string NameOf(int number, Digest digest) => $"{number:x3}-{digest}";

    private static string EntryOf(string name) => $"{Folder}/{name}";

    private static string Index(Manifest manifest)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var part in manifest.Parts.Where(p => !p.Entries.IsEmpty))
        {
            text.Append(NameOf(part.Number, part.Digest)).Append('\n');
        }

        return text.ToString();
    }

    private void Remember(Manifest manifest, byte[] index)
    {
        lock (_lock)
        {
            (_known, _knownIndex) = (manifest, index);
        }
    }

    private Dictionary<int, Digest>? ReadIndex() => _state.Read(IndexEntry) is { } bytes ? ParseIndex(bytes) : null;

    private Dictionary<int, Digest> ParseIndex(byte[] bytes)
    {
        var lines = Encoding.ASCII.GetString(bytes).Split('\n');
        if (lines.Length < 2 || lines[0] != Header || lines[^1].Length != 0)
        {
            throw Damaged(IndexEntry);
        }

        var index = new Dictionary<int, Digest>();
        foreach (var line in lines.AsSpan(1, lines.Length - 2))
        {
            if (line.Length != 68 || line[3] != '-' || !Digest.TryParse(line[4..], out var digest)
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
                || number >= Manifest.PartCount || !index.TryAdd(number, digest))
            {
                throw Damaged(IndexEntry);
            }
        }

        return index;
    }

    private ManifestPart ReadPart(int number, Digest digest) => Find(number, digest) ?? throw Damaged(EntryOf(NameOf(number, digest)));

    /// <summary>A part that was whole and that nobody has touched since is not read again.</summary>
    private bool IsWhole(int number, Digest digest)
    {
        var name = NameOf(number, digest);
        var status = _state.StatusOf(EntryOf(name));
        lock (_lock)
        {
            if (status?.Version is { } now && _checked.TryGetValue(name, out var then) && then == now)
            {
                return true;
            }
        }

        var isWhole = Find(number, digest) is not null;
        lock (_lock)
        {
            _checked.Remove(name);
            if (isWhole && status is { IsSettled: true, Version: var version })
            {
                _checked.Add(name, version);
            }
        }

        return isWhole;
    }

    /// <summary>Null: it is missing or damaged.</summary>
    private ManifestPart? Find(int number, Digest digest) =>
        _state.Read(EntryOf(NameOf(number, digest))) is { } bytes && Digest.FromBytes(SHA256.HashData(bytes)) == digest && ManifestFormat.TryRead(bytes, out var entries)
            ? ManifestPart.Read(number, entries, digest)
            : null;

    private void RemoveUnreferenced(Manifest manifest)
    {
        var names = manifest.Parts.Select(p => NameOf(p.Number, p.Digest)).Append(IndexName).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _state.List(Folder).Where(name => !names.Contains(name)))
        {
            _state.Remove(EntryOf(name), Durability.Soon);
        }

        lock (_lock)
        {
            foreach (var name in _checked.Keys.Where(name => !names.Contains(name)).ToList())
            {
                _checked.Remove(name);
            }
        }
    }

    private PublishFailedException Damaged(string entry) => new(
        $"{_state.Locate(entry)} is damaged, so it is not known what is published; remove {_state.Locate(Folder)}, and the next run publishes everything anew.", _state.Locate(entry));
}
