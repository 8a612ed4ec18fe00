using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

public sealed partial class GenerationStore
{
    /// <summary>
    /// Builds what is new under temporary names, syncs it and moves it to its final name; nothing that is live changes. Unchanged nodes of the tree are
    /// shared, unchanged files in changed leaves are linked, and only artifacts whose inputs changed are rendered. In the Asterisk root
    /// everything is written anew each time, since Asterisk judges by size and time.
    /// </summary>
    /// <param name="artifacts">All files of the root.</param>
    /// <param name="previous">By path, the manifest of what was published last; empty: nothing is known, and everything is rendered.</param>
    /// <param name="cancellationToken">Stops between two leaves, and leaves nothing behind.</param>
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

        if (damaged is null && Unchanged(items, previous, added) is { } unchanged)
        {
            return unchanged;
        }

        using var writer = new StageWriter(_root, group, render);
        var entries = new Dictionary<string, ManifestEntry>(items.Count);
        var trees = BuildTrees(items, previous, writer, entries, cancellationToken);
        var files = items.Where(item => item.Artifact.Bucket is null).Select(item => Prepare(item, writer, isLinkable: damaged is null)).ToList();
        files.ForEach(file => entries.Add(file.Entry.Path, file.Entry));

        ImmutableArray<ManifestEntry> all = [.. artifacts.Select(artifact => entries[artifact.Path])];
        var digest = _naming.Generation(all);
        var live = Live();
        var isUnchanged = damaged is null && _root.Target != ArtifactTarget.Asterisk && live?.Digest == digest.Abbreviated && Has(live.ToString());
        var name = isUnchanged ? live!.ToString() : WriteGeneration(GenerationName.Of(NextNumber(), digest), trees, files, writer);
        _isLittered = true;
        writer.Install();
        _isLittered = isUnchanged && trees.Any(tree => tree.Builder.Built > 0);

        return new StagedGeneration
        {
            Name = name,
            Path = PathOf(name),
            Previous = live?.ToString(),
            IsUnchanged = isUnchanged,
            Digest = digest,
            Entries = all,
            Counts = new StageCounts(writer.Rendered, writer.Linked, writer.Copied, trees.Sum(tree => tree.Builder.Reused), trees.Sum(tree => tree.Builder.Built), writer.Symlinks),
            Added = added,
            Dropped = [.. previous.Values.Where(entry => !entries.ContainsKey(entry.Path)).Select(PublishedName.Of)],
        };
    }

    /// <summary>The live generation where it is just this, by the inputs alone: also in the layout of an earlier version, which stays until something changes.</summary>
    private StagedGeneration? Unchanged(List<StageItem> items, IReadOnlyDictionary<string, ManifestEntry> previous, ImmutableArray<PublishedName> added)
    {
        if (_root.Target == ArtifactTarget.Asterisk || items.Count != previous.Count || !added.IsEmpty || !items.TrueForAll(item => item.IsUnchanged) || Live() is not { } live)
        {
            return null;
        }

        ImmutableArray<ManifestEntry> entries = [.. items.Select(item => item.Previous!)];
        var digest = _naming.Generation(entries);
        return live.Digest == digest.Abbreviated && Has(live.ToString())
            ? new StagedGeneration { Name = live.ToString(), Path = PathOf(live.ToString()), Previous = live.ToString(), IsUnchanged = true, Digest = digest, Entries = entries, Counts = default }
            : null;
    }

    private List<Tree> BuildTrees(
        List<StageItem> items, IReadOnlyDictionary<string, ManifestEntry> previous, StageWriter writer, Dictionary<string, ManifestEntry> entries, CancellationToken cancellationToken)
    {
        var trees = new List<Tree>();
        foreach (var (folder, profiles) in Group(items))
        {
            var builder = new TreeBuilder(_root, _naming, writer, new PreviousFiles(_root, _naming, folder, previous.Values));
            trees.Add(new Tree(folder, builder.Build(profiles, entries, cancellationToken), builder));
        }

        return trees;
    }

    /// <summary>The profiles of each folder, in the order of the items.</summary>
    private static Dictionary<string, List<StageItem>> Group(List<StageItem> items)
    {
        var (folder, groups) = ("", new Dictionary<string, List<StageItem>>(StringComparer.Ordinal));
        foreach (var item in items.Where(item => item.Artifact.Phone is not null))
        {
            folder = PublishedName.FolderOf(item.Artifact.Path, folder);
            if (!groups.TryGetValue(folder, out var group))
            {
                groups.Add(folder, group = []);
            }

            group.Add(item);
        }

        return groups;
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

    private string WriteGeneration(GenerationName name, List<Tree> trees, List<GenerationFile> files, StageWriter writer)
    {
        var directory = writer.NewDirectory(_root.Generations);
        foreach (var folder in files.Select(file => PublishedName.Of(file.Entry).Folder).Where(folder => folder.Length > 0).Distinct())
        {
            writer.MakeDirectory(Path.Combine(directory, folder));
        }

        foreach (var tree in trees)
        {
            writer.Link(TreeNode.RootTarget(tree.Root), Path.Combine(directory, TreeNode.LinkOf(tree.Folder)));
            writer.Link(TreeNode.NamesTarget(tree.Folder), Path.Combine(directory, tree.Folder));
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

    /// <summary>The profiles of one folder.</summary>
    private sealed record Tree(string Folder, string Root, TreeBuilder Builder);

    private sealed record GenerationFile(ManifestEntry Entry, byte[] Bytes, string? Existing);
}
