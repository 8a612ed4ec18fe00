using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;

namespace Reconciler.Host.Publishing;

/// <summary>
/// Names buckets and generations by keyed digests of what is in them: equal names hold equal files, and nobody without the key can tell a
/// name from the files or the files from a name.
/// </summary>
internal sealed class DirectoryNaming(ReadOnlyMemory<byte> key)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Folder, byte Bucket), (ManifestEntry[] Entries, string Name)> _known = [];

    /// <summary>The directory of a bucket with these files, in any order. The very same entries have the same name, which is then not made again.</summary>
    public string Bucket(byte bucket, IReadOnlyList<ManifestEntry> entries)
    {
        if (entries.Count == 0)
        {
            return Name(bucket, entries);
        }

        var place = (PublishedName.Of(entries[0]).Folder, bucket);
        lock (_lock)
        {
            if (_known.TryGetValue(place, out var known) && known.Entries.AsSpan().SequenceEqual([.. entries], ReferenceEqualityComparer.Instance))
            {
                return known.Name;
            }
        }

        var name = Name(bucket, entries);
        lock (_lock)
        {
            _known[place] = ([.. entries], name);
        }

        return name;
    }

    private string Name(byte bucket, IReadOnlyList<ManifestEntry> entries)
    {
        using var builder = new DigestBuilder(key.Span);
        builder.Add("bucket");
        foreach (var entry in entries.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            builder.Add(PublishedName.Of(entry).File).Add(entry.ContentDigest);
        }

        return $"{bucket:x2}-{builder.Build().Abbreviated}";
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

/// <summary>Where a generation holds a bucket: <c>xml/56 -> ../../../buckets/56-…</c>.</summary>
internal sealed record BucketLink(string Folder, byte Bucket, string Directory);
