using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>
/// Makes one bucket: none of it when a bucket with the same files is there, else a new directory with what changed made and the rest
/// linked from the bucket that held it before. A bucket that somebody's hand was in is made anew as a whole, and takes the place of the damaged one.
/// </summary>
internal sealed class BucketBuilder(PublishedRoot root, DirectoryNaming naming, StageWriter writer)
{
    public int Reused { get; private set; }

    public int Built { get; private set; }

    /// <summary>The bucket's directory name; <paramref name="entries"/> gets its part of the manifest.</summary>
    public string Build(byte bucket, IReadOnlyList<StageItem> items, IReadOnlyList<ManifestEntry> previous, Dictionary<string, ManifestEntry> entries)
    {
        var isDamaged = items.Any(item => item.IsDamaged);
        var contents = new Content[items.Count];
        SideBySide.For(contents.Length, i => contents[i] = items[i] is { IsUnchanged: true, Previous: { } known } item && !isDamaged ? new Content(item, known, null) : Make(items[i]));
        var name = naming.Bucket(bucket, [.. contents.Select(content => content.Entry)]);
        if (isDamaged)
        {
            name = Write(bucket, contents, [], replaces: true);
        }
        else if (!FileTree.IsRealDirectory(Path.Combine(root.Buckets, name)))
        {
            name = Write(bucket, contents, previous, replaces: false);
        }
        else
        {
            Reused++;
        }

        foreach (var content in contents)
        {
            entries.Add(content.Entry.Path, content.Entry);
        }

        return name;
    }

    private string Write(byte bucket, Content[] contents, IReadOnlyList<ManifestEntry> previous, bool replaces)
    {
        // The digest in the name vouches for the files: a directory that the previous manifest does not describe is not linked from.
        var source = previous.Count == 0 ? null : Path.Combine(root.Buckets, naming.Bucket(bucket, previous));
        if (source is not null && !FileTree.IsRealDirectory(source))
        {
            source = null;
        }

        var directory = writer.NewDirectory(root.Buckets);
        SideBySide.For(contents.Length, i => contents[i] = Put(contents[i], source, directory));

        // By what is in it now: a file that had to be made again may differ from what the previous manifest says.
        var name = naming.Bucket(bucket, [.. contents.Select(content => content.Entry)]);
        if (!replaces && FileTree.IsRealDirectory(Path.Combine(root.Buckets, name)))
        {
            Reused++;
            return name;
        }

        Built++;
        writer.MoveTo(directory, Path.Combine(root.Buckets, name), replaces);
        return name;
    }

    /// <summary>Links or writes one file; what it is then.</summary>
    private Content Put(Content content, string? source, string directory)
    {
        var file = PublishedName.Of(content.Entry).File;
        var path = Path.Combine(directory, file);
        if (content.Bytes is null && source is not null && writer.TryReuse(Path.Combine(source, file), path, content.Entry.ContentDigest))
        {
            return content;
        }

        var made = content.Bytes is null ? Make(content.Item) : content;
        writer.Write(path, made.Bytes);
        return made with { Bytes = null };
    }

    private Content Make(StageItem item)
    {
        var bytes = writer.Render(item.Artifact);
        return new Content(item, ManifestEntry.Of(item.Artifact, FileTree.DigestOf(bytes)), bytes);
    }

    private sealed record Content(StageItem Item, ManifestEntry Entry, byte[]? Bytes);
}
