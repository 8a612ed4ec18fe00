using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Drift;

/// <summary>
/// Compares the live generation of a root with the manifest: that it is the live one, and each of its files by content, mode and owner. It reads a file
/// once at the most, follows no link, and changes nothing.
/// </summary>
/// <param name="store">The root.</param>
/// <param name="seals">Files that the checks before found as they were published.</param>
/// <param name="isOfAnotherKey">
/// The directories were named under a master key that this run does not have: their names cannot be judged, and what they hold is compared by where the live links lead.
/// </param>
/// <param name="cancellationToken">Stops between two buckets.</param>
internal sealed class RootInspector(GenerationStore store, DriftSeals seals, bool isOfAnotherKey, CancellationToken cancellationToken)
{
    private readonly PublishedRoot _root = store.Root;
    private readonly FileInspector _files = new(store.Root, seals);
    private readonly List<DriftFinding> _findings = [];
    private readonly HashSet<string> _damaged = new(StringComparer.Ordinal);

    public RootInspection Inspect(IReadOnlyCollection<ManifestEntry> entries)
    {
        // Without a live generation the run publishes anew by itself.
        if (store.CurrentGeneration is not { } live)
        {
            return RootInspection.Clean;
        }

        if (!isOfAnotherKey && GenerationName.Parse(live)?.Digest != store.DigestOf(entries).Abbreviated)
        {
            Add("current", _root.Current, $"it leads to {live} and not to what was published", LibC.Status(_root.Current), keep: null);
        }
        else
        {
            InspectGeneration(Path.Combine(_root.Generations, live), entries);
        }

        return new RootInspection([.. _findings], _findings.Count > 0 ? _damaged : null);
    }

    private void InspectGeneration(string generation, IReadOnlyCollection<ManifestEntry> entries)
    {
        var folders = entries.ToLookup(entry => PublishedName.Of(entry).Folder, StringComparer.Ordinal);
        var names = folders.Select(folder => folder.Key).Where(name => name.Length > 0).ToList();
        if (!InspectDirectory(generation, "", entries))
        {
            return;
        }

        if (store.IsLiveTree)
        {
            var trees = new TreeInspector(this, store, isOfAnotherKey, cancellationToken);
            InspectFolder(generation, "", [.. folders[""]], [.. names, .. names.Select(TreeNode.LinkOf)]);
            names.ForEach(name => trees.Inspect(generation, name, [.. folders[name]]));
            return;
        }

        InspectFolder(generation, "", [.. folders[""]], names);
        foreach (var name in names)
        {
            var directory = Path.Combine(generation, name);
            if (InspectDirectory(directory, name, folders[name]))
            {
                InspectFolder(directory, name, [.. folders[name]], []);
            }
        }
    }

    private void InspectFolder(string directory, string folder, List<ManifestEntry> entries, IEnumerable<string> folders)
    {
        var expected = new HashSet<string>(folders, StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.Bucket is null))
        {
            var file = PublishedName.Of(entry).File;
            expected.Add(file);
            InspectFile(Path.Combine(directory, file), entry);
        }

        foreach (var bucket in entries.Where(entry => entry.Bucket is not null).GroupBy(entry => entry.Bucket!.Value))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = $"{bucket.Key:x2}";
            expected.Add(name);
            List<ManifestEntry> files = [.. bucket];
            InspectBucket(Path.Combine(directory, name), $"{folder}/{name}", store.Naming.Bucket(bucket.Key, files), files);
        }

        InspectAdded(directory, folder, expected, []);
    }

    private void InspectBucket(string link, string name, string bucket, List<ManifestEntry> entries)
    {
        if (LibC.ReadLink(link, out _) is not { } target || !IsBucket(target, bucket))
        {
            AddLink(name, link, entries);
            return;
        }

        var directory = Path.Combine(_root.Buckets, Path.GetFileName(target));
        if (InspectDirectory(directory, name, entries))
        {
            entries.ForEach(entry => InspectFile(Path.Combine(directory, PublishedName.Of(entry).File), entry));
            InspectAdded(directory, name, [.. entries.Select(entry => PublishedName.Of(entry).File)], entries);
        }
    }

    private bool IsBucket(string target, string bucket)
    {
        var known = isOfAnotherKey ? bucket[..(bucket.IndexOf('-', StringComparison.Ordinal) + 1)] : bucket;
        var leads = $"../../../buckets/{known}";
        return isOfAnotherKey
            ? target.StartsWith(leads, StringComparison.Ordinal) && !target.AsSpan(leads.Length).Contains('/')
            : target == leads;
    }

    public void InspectFile(string path, ManifestEntry entry)
    {
        if (_files.Compare(path, entry.ContentDigest) is { } difference)
        {
            Add(entry.Path, Shown(entry.Path), difference.What, difference.Status ?? LibC.Status(Path.GetDirectoryName(path)!), difference.IsToBeKept ? path : null);
            _damaged.Add(entry.Path);
        }
    }

    /// <summary>True when its files can be looked at; what it holds is damaged in either case where it differs.</summary>
    public bool InspectDirectory(string path, string name, IEnumerable<ManifestEntry> entries)
    {
        if (_files.CompareDirectory(path) is not { } difference)
        {
            return true;
        }

        Add(name, Path.Combine(_root.Current, name), difference.What, difference.Status, difference.IsToBeKept ? path : null);
        Damage(entries);
        return difference.Status is { Kind: FileKind.Directory };
    }

    public void InspectAdded(string directory, string folder, HashSet<string> expected, IEnumerable<ManifestEntry> damaged)
    {
        foreach (var name in FileTree.List(directory).Where(name => !expected.Contains(name)))
        {
            var path = Path.Combine(directory, name);
            var published = folder.Length == 0 ? name : $"{folder}/{name}";
            Add(published, Path.Combine(_root.Current, published), "it was added", LibC.Status(path), path);
            Damage(damaged);
        }
    }

    /// <summary>A link of ours that is not as it was made.</summary>
    public void AddLink(string name, string link, IEnumerable<ManifestEntry> entries)
    {
        Add(name, Path.Combine(_root.Current, name), "it does not lead to the files that were published", LibC.Status(link), keep: null);
        Damage(entries);
    }

    private void Damage(IEnumerable<ManifestEntry> entries) => _damaged.UnionWith(entries.Select(entry => entry.Path));

    // By the name that phones and Asterisk use: directories of generations and buckets are nobody's business.
    private string Shown(string name) => _root.IsServed ? Path.Combine(_root.Directory, name) : Path.Combine(_root.Current, name);

    private void Add(string name, string shown, string what, FileStatus? status, string? keep) => _findings.Add(
        new DriftFinding(DriftKind.File, _root.Target, Printable(shown), $"{Printable(shown)} is not as it was published: {what}{ChangedBy.Of(status)}.") { Name = name, Keep = keep });

    /// <summary>A name that somebody else chose may hold anything.</summary>
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
