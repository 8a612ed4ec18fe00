using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>The profiles of one folder by the previous manifest, and where they lie: what is unchanged is linked from there.</summary>
internal sealed class PreviousFiles
{
    private readonly List<ManifestEntry>?[] _leaves = new List<ManifestEntry>?[TreePlace.Leaves];
    private readonly PublishedRoot _root;
    private readonly DirectoryNaming _naming;

    public PreviousFiles(PublishedRoot root, DirectoryNaming naming, string folder, IEnumerable<ManifestEntry> entries)
    {
        _root = root;
        _naming = naming;
        foreach (var entry in entries)
        {
            if (entry.Phone is { } phone && ReferenceEquals(PublishedName.FolderOf(entry.Path, folder), folder))
            {
                (_leaves[TreePlace.LeafOf(phone).Number] ??= []).Add(entry);
            }
        }
    }

    public int CountOf(int leaf) => _leaves[leaf]?.Count ?? 0;

    /// <summary>The directory that holds just the leaf's files, or those of its bucket where a version before the tree published them; null: none.</summary>
    public string? DirectoryOf(int leaf)
    {
        if (_leaves[leaf] is not { } entries)
        {
            return null;
        }

        // The digest in the name vouches for the files: a directory that the manifest does not describe is not linked from.
        var node = Path.Combine(_root.Tree, _naming.Leaf(new TreePlace(TreePlace.LeafDepth, leaf), entries));
        if (FileTree.IsRealDirectory(node))
        {
            return node;
        }

        var octet = (byte)leaf;
        var bucket = Path.Combine(_root.Buckets, _naming.Bucket(octet, [.. _leaves.Where((_, i) => (byte)i == octet).OfType<List<ManifestEntry>>().SelectMany(files => files)]));
        return FileTree.IsRealDirectory(bucket) ? bucket : null;
    }
}
