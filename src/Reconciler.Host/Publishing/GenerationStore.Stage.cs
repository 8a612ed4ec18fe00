using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

public sealed partial class GenerationStore
{
    /// <summary>
    /// Builds what is new under temporary names, syncs it and moves it to its final name; nothing that is live changes. Unchanged buckets are
    /// shared, unchanged files in changed buckets are linked, and only artifacts whose inputs changed are rendered. In the Asterisk root
    /// everything is written anew each time, since Asterisk judges by size and time.
    /// </summary>
    /// <param name="artifacts">All files of the root.</param>
    /// <param name="previous">By path, the manifest of what was published last; empty: nothing is known, and everything is rendered.</param>
    /// <param name="cancellationToken">Stops between two buckets, and leaves nothing behind.</param>
    /// <param name="damaged">
    /// Published names whose files are not what the manifest says: a new generation is made in any case, and nothing of theirs is used for it. Null:
    /// the root is as it was published.
    /// </param>
    /// <param name="render">Makes a file's bytes, or has them; null: the artifact does.</param>
    public StagedGeneration Stage(
        IReadOnlyList<Artifact> artifacts,
        IReadOnlyDictionary<string, ManifestEntry> previous,
        CancellationToken cancellationToken,
        IReadOnlySet<string>? damaged = null,
        Func<Artifact, byte[]>? render = null)
    {
        var group = _root.GroupId();
        _root.Prepare(group);
        var items = artifacts.Select(artifact => new StageItem(artifact, previous.GetValueOrDefault(artifact.Path), damaged?.Contains(artifact.Path) == true)).ToList();
        var added = items.Where(item => item.Previous is null).Select(item => PublishedName.Of(item.Artifact)).ToImmutableArray();
        if (_root.IsServed && _links.FindForeign(added) is { IsEmpty: false } foreign)
        {
            throw PublishFailedException.FromForeignNames(foreign);
        }

        using var writer = new StageWriter(_root, group, render);
        var builder = new BucketBuilder(_root, _naming, writer);
        var entries = new Dictionary<string, ManifestEntry>(items.Count);
        var buckets = BuildBuckets(items, previous, builder, entries, cancellationToken);
        var files = items.Where(item => item.Artifact.Bucket is null).Select(item => Prepare(item, writer, isLinkable: damaged is null)).ToList();
        files.ForEach(file => entries.Add(file.Entry.Path, file.Entry));

        var digest = _naming.Generation(buckets, files.Select(file => file.Entry));
        var live = Live();
        var isUnchanged = damaged is null && _root.Target != ArtifactTarget.Asterisk && live?.Digest == digest.Abbreviated && Has(live.ToString());
        var name = isUnchanged ? live!.ToString() : WriteGeneration(GenerationName.Of(NextNumber(), digest), buckets, files, writer);
        writer.Install();

        return new StagedGeneration
        {
            Name = name,
            Path = PathOf(name),
            Previous = live?.ToString(),
            IsUnchanged = isUnchanged,
            Digest = digest,
            Entries = [.. artifacts.Select(artifact => entries[artifact.Path])],
            Counts = new StageCounts(writer.Rendered, writer.Linked, writer.Copied, builder.Reused, builder.Built),
            Added = added,
            Dropped = [.. previous.Values.Where(entry => !entries.ContainsKey(entry.Path)).Select(PublishedName.Of)],
        };
    }

    private static List<BucketLink> BuildBuckets(
        List<StageItem> items,
        IReadOnlyDictionary<string, ManifestEntry> previous,
        BucketBuilder builder,
        Dictionary<string, ManifestEntry> entries,
        CancellationToken cancellationToken)
    {
        var groups = Group(items);
        var changed = groups.Where(group => group.Items.Exists(item => !item.IsUnchanged)).Select(group => group.Key).ToHashSet();
        var octets = changed.Select(key => key.Bucket).ToHashSet();
        var before = previous.Values.Where(entry => entry.Bucket is { } octet && octets.Contains(octet))
            .Select(entry => (Entry: entry, Key: (PublishedName.Of(entry).Folder, entry.Bucket!.Value)))
            .Where(entry => changed.Contains(entry.Key))
            .ToLookup(entry => entry.Key, entry => entry.Entry);
        var links = new List<BucketLink>(groups.Count);
        foreach (var group in groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = builder.Build(group.Key.Bucket, group.Items, [.. before[group.Key]], entries);
            links.Add(new BucketLink(group.Key.Folder, group.Key.Bucket, name));
        }

        return links;
    }

    /// <summary>The files of each bucket, in the order of the items.</summary>
    private static List<((string Folder, byte Bucket) Key, List<StageItem> Items)> Group(List<StageItem> items)
    {
        var (folder, groups) = ("", new Dictionary<(string, byte), List<StageItem>>());
        foreach (var item in items)
        {
            if (item.Artifact.Bucket is not { } bucket)
            {
                continue;
            }

            folder = PublishedName.FolderOf(item.Artifact.Path, folder);
            if (!groups.TryGetValue((folder, bucket), out var group))
            {
                groups.Add((folder, bucket), group = []);
            }

            group.Add(item);
        }

        return [.. groups.Select(group => (group.Key, group.Value))];
    }

    private GenerationFile Prepare(StageItem item, StageWriter writer, bool isLinkable)
    {
        var isKept = isLinkable && item.IsUnchanged && _root.Target != ArtifactTarget.Asterisk;
        if (isKept && Live() is { } live)
        {
            var path = Path.Combine(PathOf(live.ToString()), item.Artifact.Path);
            if (FileTree.TryRead(path, out var existing) && FileTree.DigestOf(existing) == item.Previous!.ContentDigest)
            {
                return new GenerationFile(item.Previous, existing, path);
            }
        }

        var bytes = writer.Render(item.Artifact);
        return new GenerationFile(ManifestEntry.Of(item.Artifact, FileTree.DigestOf(bytes)), bytes, null);
    }

    private string WriteGeneration(GenerationName name, List<BucketLink> buckets, List<GenerationFile> files, StageWriter writer)
    {
        var directory = writer.NewDirectory(_root.Generations);
        var folders = buckets.Select(bucket => bucket.Folder).Concat(files.Select(file => PublishedName.Of(file.Entry).Folder));
        foreach (var folder in folders.Where(folder => folder.Length > 0).Distinct())
        {
            writer.MakeDirectory(Path.Combine(directory, folder));
        }

        foreach (var bucket in buckets)
        {
            LibC.TrySymlink($"../../../buckets/{bucket.Directory}", Path.Combine(directory, bucket.Folder, $"{bucket.Bucket:x2}"));
        }

        foreach (var file in files)
        {
            var path = Path.Combine(directory, file.Entry.Path);
            if (file.Existing is null || !writer.TryReuse(file.Existing, path, file.Entry.ContentDigest))
            {
                writer.Write(path, file.Bytes);
            }
        }

        writer.MoveTo(directory, PathOf(name.ToString()));
        return name.ToString();
    }

    private long NextNumber() => FileTree.List(_root.Generations).Select(name => GenerationName.Parse(name)?.Number ?? 0).DefaultIfEmpty().Max() + 1;

    private sealed record GenerationFile(ManifestEntry Entry, byte[] Bytes, string? Existing);
}
