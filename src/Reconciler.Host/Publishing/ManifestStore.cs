using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>
/// A manifest on disk: a file a part, named by its digest, and an index of the parts, which is replaced last. After a crash there is the old
/// manifest or the new one. A save writes only the parts that changed. One process at a time.
/// </summary>
public sealed class ManifestStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string IndexName = "index";
    private const string Header = "reconciler manifest 1";

    private readonly string _directory;

    public ManifestStore(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        _directory = directory;
    }

    private string IndexPath => Path.Combine(_directory, IndexName);

    /// <summary>Whether a manifest was saved.</summary>
    public bool Exists => File.Exists(IndexPath);

    /// <summary>Whether the manifest saved last cannot be read any more.</summary>
    public bool IsDamaged
    {
        get
        {
            try
            {
                return ReadIndex() is { } index && index.Any(part => Find(part.Key, part.Value) is null);
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
        LibC.TryUnlink(IndexPath);
        Save(manifest);
    }

    /// <summary>The manifest saved last; null: none was.</summary>
    /// <exception cref="PublishFailedException">It cannot be read, or is damaged.</exception>
    public Manifest? Load()
    {
        var index = ReadIndex();
        if (index is null)
        {
            return null;
        }

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
        LibC.TryMakeDirectory(_directory, OwnerOnly | UnixFileMode.UserExecute, null);
        DurableFile.RemoveDebris(_directory);
        var known = ReadIndex() ?? [];
        var wrote = false;
        foreach (var part in manifest.Parts)
        {
            if (!part.Entries.IsEmpty && (!known.TryGetValue(part.Number, out var digest) || digest != part.Digest))
            {
                Write(part);
                wrote = true;
            }
        }

        if (wrote)
        {
            LibC.SyncFileSystem(_directory);
        }

        DurableFile.Replace(IndexPath, Encoding.ASCII.GetBytes(Index(manifest)));
        RemoveUnreferenced(manifest);
    }

    private static string NameOf(int number, Digest digest) => $"{number:x3}-{digest}";

    private static string Index(Manifest manifest)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var part in manifest.Parts.Where(p => !p.Entries.IsEmpty))
        {
            text.Append(NameOf(part.Number, part.Digest)).Append('\n');
        }

        return text.ToString();
    }

    // A file of that name may be there from a run that ended before its index: nothing says that it is whole, so it is written anew.
    private void Write(ManifestPart part)
    {
        var path = Path.Combine(_directory, NameOf(part.Number, part.Digest));
        LibC.TryUnlink(path);
        using var file = LibC.CreateFile(path, OwnerOnly, null);
        LibC.Write(file, ManifestFormat.Write(part.Entries), path);
    }

    private Dictionary<int, Digest>? ReadIndex()
    {
        if (DurableFile.Read(IndexPath) is not { } bytes)
        {
            return null;
        }

        var lines = Encoding.ASCII.GetString(bytes).Split('\n');
        if (lines.Length < 2 || lines[0] != Header || lines[^1].Length != 0)
        {
            throw Damaged(IndexPath);
        }

        var index = new Dictionary<int, Digest>();
        foreach (var line in lines.AsSpan(1, lines.Length - 2))
        {
            if (line.Length != 68 || line[3] != '-' || !Digest.TryParse(line[4..], out var digest)
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
                || number >= Manifest.PartCount || !index.TryAdd(number, digest))
            {
                throw Damaged(IndexPath);
            }
        }

        return index;
    }

    private ManifestPart ReadPart(int number, Digest digest) => Find(number, digest) ?? throw Damaged(Path.Combine(_directory, NameOf(number, digest)));

    /// <summary>Null: it is missing or damaged.</summary>
    private ManifestPart? Find(int number, Digest digest)
    {
        var path = Path.Combine(_directory, NameOf(number, digest));
        return DurableFile.Read(path) is { } bytes && Digest.FromBytes(SHA256.HashData(bytes)) == digest && ManifestFormat.TryRead(bytes, out var entries)
            ? ManifestPart.Read(number, entries, digest)
            : null;
    }

    private void RemoveUnreferenced(Manifest manifest)
    {
        var names = manifest.Parts.Select(p => NameOf(p.Number, p.Digest)).Append(IndexName).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_directory))
        {
            if (!names.Contains(Path.GetFileName(path)))
            {
                LibC.TryUnlink(path);
            }
        }
    }

    private PublishFailedException Damaged(string path) => new(
        $"{path} is damaged, so it is not known what is published; remove {_directory}, and the next run publishes everything anew.", path);
}
