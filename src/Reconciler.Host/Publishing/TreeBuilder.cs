using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>
/// Makes the tree of one folder's profiles: nodes that are there already are shared, a leaf that changed gets what changed made and the rest linked from the leaf (or,
/// from an earlier version, the bucket) that held it before. What somebody's hand was in is made anew as a whole, and takes the place of the damaged.
/// </summary>
internal sealed class TreeBuilder(PublishedRoot root, DirectoryNaming naming, StageWriter writer, PreviousFiles previous)
{
    private readonly HashSet<string> _existing = new(FileTree.List(root.Tree), StringComparer.Ordinal);
    private readonly string?[] _leaves = new string?[TreePlace.Leaves];
    private readonly List<StageItem>?[] _items = new List<StageItem>?[TreePlace.Leaves];
    private readonly bool[] _isDamaged = new bool[TreePlace.Leaves];
    private int _reused;
    private int _built;

    public int Reused => _reused;

    public int Built => _built;

    /// <summary>The name of the root's node; <paramref name="entries"/> gets the folder's part of the manifest.</summary>
    public string Build(IEnumerable<StageItem> items, Dictionary<string, ManifestEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            var leaf = TreePlace.LeafOf(item.Artifact.Phone!.Value).Number;
            (_items[leaf] ??= []).Add(item);
            _isDamaged[leaf] |= item.IsDamaged;
        }

        int[] used = [.. Enumerable.Range(0, TreePlace.Leaves).Where(leaf => _items[leaf] is not null)];
        var made = new ManifestEntry[used.Length][];
        SideBySide.For(used.Length, i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            made[i] = BuildLeaf(used[i]);
        });
        foreach (var entry in made.SelectMany(leaf => leaf))
        {
            entries.Add(entry.Path, entry);
        }

        return Ensure(Named(TreePlace.Root)!).Name;
    }

    private ManifestEntry[] BuildLeaf(int leaf)
    {
        var (items, place) = (_items[leaf]!, new TreePlace(TreePlace.LeafDepth, leaf));
        if (!_isDamaged[leaf] && items.TrueForAll(item => item.IsUnchanged) && previous.CountOf(leaf) == items.Count)
        {
            ManifestEntry[] known = [.. items.Select(item => item.Previous!)];
            var same = naming.Leaf(place, known);
            if (_existing.Contains(same))
            {
                _leaves[leaf] = same;
                Interlocked.Increment(ref _reused);
                return known;
            }
        }

        Content[] contents = [.. items.Select(item => item is { IsUnchanged: true, Previous: { } entry } && !_isDamaged[leaf] ? new Content(item, entry, null) : Make(item))];
        var name = naming.Leaf(place, Entries(contents));
        if (_isDamaged[leaf] || !_existing.Contains(name))
        {
            Interlocked.Increment(ref _built);
            return Write(leaf, contents);
        }

        Interlocked.Increment(ref _reused);
        _leaves[leaf] = name;
        return Entries(contents);
    }

    /// <summary>Writes a leaf; its files as they are then, since one that had to be made again may differ from what the previous manifest says.</summary>
    private ManifestEntry[] Write(int leaf, Content[] contents)
    {
        var source = _isDamaged[leaf] ? null : previous.DirectoryOf(leaf);
        var directory = writer.NewDirectory(root.Tree);
        for (var i = 0; i < contents.Length; i++)
        {
            contents[i] = Put(contents[i], source, directory);
        }

        var name = naming.Leaf(new TreePlace(TreePlace.LeafDepth, leaf), Entries(contents));
        _leaves[leaf] = name;
        if (_isDamaged[leaf] || !_existing.Contains(name))
        {
            writer.MoveTo(directory, PathOf(name), _isDamaged[leaf]);
        }

        return Entries(contents);
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

    /// <summary>The nodes from there downwards, by name; null: no files are there.</summary>
    private Node? Named(TreePlace place)
    {
        if (place.IsLeaf)
        {
            return _leaves[place.Number] is { } leaf ? new Node(place, leaf, [], _isDamaged[place.Number]) : null;
        }

        var children = Enumerable.Range(0, TreePlace.Children).Select(digit => Named(place.Child(digit))).OfType<Node>().ToList();
        return children.Count == 0 ? null : new Node(place, naming.Node(place, [.. children.Select(child => child.Name)]), children, children.Exists(child => child.IsDamaged));
    }

    /// <summary>Makes what is missing of the node and of all below it. Children get their names before their parents do, and are swept after them.</summary>
    private Node Ensure(Node node)
    {
        node.Children.ForEach(child => Ensure(child));
        if (node.Place.IsLeaf || (!node.IsDamaged && _existing.Contains(node.Name)))
        {
            return node;
        }

        var directory = writer.NewDirectory(root.Tree);
        foreach (var child in node.Children)
        {
            writer.Link(TreeNode.ChildTarget(child.Name), Path.Combine(directory, child.Place.Name));
        }

        writer.MoveTo(directory, PathOf(node.Name), node.IsDamaged);
        return node;
    }

    private string PathOf(string node) => Path.Combine(root.Tree, node);

    private static ManifestEntry[] Entries(Content[] contents) => [.. contents.Select(content => content.Entry)];

    private sealed record Content(StageItem Item, ManifestEntry Entry, byte[]? Bytes);

    private sealed record Node(TreePlace Place, string Name, List<Node> Children, bool IsDamaged);
}
