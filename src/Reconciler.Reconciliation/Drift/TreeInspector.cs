using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Drift;

/// <summary>Compares the trees of profiles of a generation with the manifest: each link in them, and each directory and file.</summary>
internal sealed class TreeInspector(RootInspector findings, GenerationStore store, bool isOfAnotherKey, CancellationToken cancellationToken)
{
    private readonly PublishedRoot _root = store.Root;

    public void Inspect(string generation, string folder, List<ManifestEntry> entries)
    {
        var files = Path.Combine(generation, folder);
        if (LibC.ReadLink(files, out _) != TreeNode.NamesTarget(folder))
        {
            findings.AddLink(folder, files, entries);
        }

        var link = Path.Combine(generation, TreeNode.LinkOf(folder));
        var tree = Named(TreePlace.Root, entries);
        if (Follow(link, TreeNode.RootTarget(tree.Name)) is { } root)
        {
            InspectNode(tree, root, folder);
        }
        else
        {
            findings.AddLink(folder, link, entries);
        }
    }

    private void InspectNode(Node node, string name, string shown)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var directory = Path.Combine(_root.Tree, name);
        if (!findings.InspectDirectory(directory, shown, node.Entries))
        {
            return;
        }

        if (node.Place.IsLeaf)
        {
            node.Entries.ForEach(entry => findings.InspectFile(Path.Combine(directory, PublishedName.Of(entry).File), entry));
            findings.InspectAdded(directory, shown, [.. node.Entries.Select(entry => PublishedName.Of(entry).File)], node.Entries);
            return;
        }

        foreach (var child in node.Children)
        {
            var link = Path.Combine(directory, child.Place.Name);
            if (Follow(link, TreeNode.ChildTarget(child.Name)) is { } found)
            {
                InspectNode(child, found, $"{shown}/{child.Place.Name}");
            }
            else
            {
                findings.AddLink($"{shown}/{child.Place.Name}", link, child.Entries);
            }
        }

        findings.InspectAdded(directory, shown, [.. node.Children.Select(child => child.Place.Name)], node.Entries);
    }

    /// <summary>The node that a link leads to; null: not to the one that was published. Of another key's names the place is compared alone.</summary>
    private string? Follow(string link, string expected)
    {
        if (LibC.ReadLink(link, out _) is not { } target)
        {
            return null;
        }

        var place = expected.LastIndexOf('-') + 1;
        var isRight = isOfAnotherKey ? target.StartsWith(expected[..place], StringComparison.Ordinal) && !target.AsSpan(place).Contains('/') : target == expected;
        return isRight ? Path.GetFileName(target) : null;
    }

    private Node Named(TreePlace place, List<ManifestEntry> entries)
    {
        if (place.IsLeaf)
        {
            return new Node(place, store.Naming.Leaf(place, entries), entries, []);
        }

        List<Node> children =
        [
            .. entries.GroupBy(entry => place.DigitTo(TreePlace.LeafOf(entry.Phone!.Value)))
                .OrderBy(group => group.Key)
                .Select(group => Named(place.Child(group.Key), [.. group])),
        ];
        return new Node(place, store.Naming.Node(place, [.. children.Select(child => child.Name)]), entries, children);
    }

    private sealed record Node(TreePlace Place, string Name, List<ManifestEntry> Entries, List<Node> Children);
}
