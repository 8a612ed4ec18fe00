using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;

namespace Reconciler.Host.Publishing;

/// <summary>
/// Names nodes and generations by keyed digests of what is in them: equal names hold equal files, and nobody without the key can tell a
/// name from the files or the files from a name. Buckets, as files lay in before there were nodes, still make the digest of a generation.
/// </summary>
internal sealed class DirectoryNaming(ReadOnlyMemory<byte> key)
{
    private const string LeafKind = "leaf";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Kind, string Folder, int Place), (ManifestEntry[] Entries, string Name)> _known = [];

    /// <summary>The directory of a bucket with these files, in any order. The very same entries have the same name, which is then not made again.</summary>
    public string Bucket(byte bucket, IReadOnlyList<ManifestEntry> entries) => $"{bucket:x2}-{Known("bucket", bucket, entries)}";

    /// <summary>The node that holds these files of one leaf; likewise.</summary>
    public string Leaf(TreePlace leaf, IReadOnlyList<ManifestEntry> entries) => TreeNode.NameOf(leaf, Known(LeafKind, leaf.Number, entries));

    /// <summary>The node above these.</summary>
    public string Node(TreePlace place, IReadOnlyList<string> children)
    {
        using var builder = new DigestBuilder(key.Span);
        builder.Add("node");
        foreach (var child in children)
        {
            builder.Add(child);
        }

        return TreeNode.NameOf(place, builder.Build().Abbreviated);
    }

    private string Known(string kind, int place, IReadOnlyList<ManifestEntry> entries)
    {
        if (entries.Count == 0)
        {
            return Name(kind, "", entries);
        }

        var folder = PublishedName.FolderOf(entries[0].Path, "");
        var where = (kind, folder, place);
        lock (_lock)
        {
            if (_known.TryGetValue(where, out var known) && IsSame(known.Entries, entries))
            {
                return known.Name;
            }
        }

        var name = Name(kind, folder, entries);
        lock (_lock)
        {
            _known[where] = ([.. entries], name);
        }

        return name;
    }

    private static bool IsSame(ManifestEntry[] known, IReadOnlyList<ManifestEntry> entries)
    {
        if (known.Length != entries.Count)
        {
            return false;
        }

        for (var i = 0; i < known.Length; i++)
        {
            if (!ReferenceEquals(known[i], entries[i]))
            {
                return false;
            }
        }

        return true;
    }

    private string Name(string kind, string folder, IReadOnlyList<ManifestEntry> entries)
    {
        using var builder = new DigestBuilder(key.Span);
        builder.Add(kind);
        if (kind == LeafKind)
        {
            // A sweep compares trees folder by folder: no two folders share a node.
            builder.Add(folder);
        }

        foreach (var entry in entries.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            builder.Add(PublishedName.Of(entry).File).Add(entry.ContentDigest);
        }

        return builder.Build().Abbreviated;
    }

    /// <summary>Whether a name is that of a bucket of ours.</summary>
    public static bool IsBucket(string name) =>
        name.Length == 19 && name[2] == '-' && HexText.IsLowerCase(name.AsSpan(0, 2)) && HexText.IsLowerCase(name.AsSpan(3));

    /// <summary>The digest of a generation with these buckets and, beside them, these files.</summary>
    public Digest Generation(IEnumerable<BucketLink> buckets, IEnumerable<ManifestEntry> files)
    {
        using var builder = new DigestBuilder(key.Span);
        builder.Add("generation");
        foreach (var bucket in buckets.OrderBy(link => link.Folder, StringComparer.Ordinal).ThenBy(link => link.Bucket))
        {
            builder.Add(bucket.Folder).Add(bucket.Directory);
        }

        builder.Add((string?)null);
        foreach (var file in files.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            builder.Add(file.Path).Add(file.ContentDigest);
        }

        return builder.Build();
    }

    /// <summary>The digest of a generation with these files.</summary>
    public Digest Generation(IReadOnlyCollection<ManifestEntry> entries)
    {
        var buckets = entries.Where(entry => entry.Bucket is not null)
            .GroupBy(entry => (PublishedName.Of(entry).Folder, Bucket: entry.Bucket!.Value))
            .Select(group => new BucketLink(group.Key.Folder, group.Key.Bucket, Bucket(group.Key.Bucket, [.. group])));
        return Generation(buckets, entries.Where(entry => entry.Bucket is null));
    }
}

/// <summary>A bucket of a generation, by the name that its directory had: <c>56-…</c>.</summary>
internal sealed record BucketLink(string Folder, byte Bucket, string Directory);
