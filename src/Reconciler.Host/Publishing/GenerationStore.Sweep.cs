using System.Runtime.InteropServices;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

public sealed partial class GenerationStore
{
    /// <summary>Nodes may be there that no generation ever had.</summary>
    private bool _isLittered;

    /// <summary>How many generations stay, whatever their age.</summary>
    private const int KeptGenerations = 3;

    /// <summary>How long one stays that was live: a transfer that has begun in it ends in it.</summary>
    private static readonly TimeSpan KeptAfterUse = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Removes what nothing needs any more: old generations, nodes and buckets that no kept generation has, and what interrupted runs left. To be called at
    /// the end of every run, also of one that changed nothing or failed; it costs a few listings when there is nothing to do.
    /// </summary>
    public SweepCounts Sweep(CancellationToken cancellationToken)
    {
        if (!FileTree.IsRealDirectory(_root.Home) || !FileTree.IsRealDirectory(_root.Generations))
        {
            return default;
        }

        var debris = RemoveDebris([_root.Home, _root.Generations, .. _root.IsServed ? [_root.Buckets, _root.Tree] : Array.Empty<string>()], cancellationToken);
        var (kept, dropped) = (new List<string>(), new List<string>());
        foreach (var generation in GenerationsByRank())
        {
            var isKept = generation.IsLive || kept.Count < KeptGenerations || WasLiveLately(generation.Name);
            (isKept ? kept : dropped).Add(generation.Name);
        }

        var directories = dropped.Sum(generation => RemoveGeneration(generation, kept, cancellationToken));
        if (_root.IsServed)
        {
            directories += RemoveUnreferencedBuckets(kept, cancellationToken);
            directories += _isLittered || debris > 0 ? RemoveUnreferencedNodes(kept, cancellationToken) : 0;
            _isLittered = false;
        }

        return new SweepCounts(dropped.Count, directories, debris);
    }

    private IEnumerable<(string Name, bool IsLive)> GenerationsByRank()
    {
        var live = Live();
        return FileTree.List(_root.Generations)
            .Select(GenerationName.Parse)
            .OfType<GenerationName>()
            .OrderByDescending(name => name == live)
            .ThenByDescending(name => name.Number)
            .Select(name => (name.ToString(), name == live));
    }

    private bool WasLiveLately(string generation)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var lastLive = Directory.GetLastWriteTimeUtc(PathOf(generation));
        if (lastLive > now)
        {
            // The clock was set back: count from now, lest the generation stays until the clock has caught up.
            NoteLastLive(GenerationName.Parse(generation)!);
        }

        return now - lastLive < KeptAfterUse;
    }

    /// <summary>Buckets, in which versions before the tree published; the directory itself goes with the last of it.</summary>
    private int RemoveUnreferencedBuckets(List<string> generations, CancellationToken cancellationToken)
    {
        if (!FileTree.IsRealDirectory(_root.Buckets))
        {
            return 0;
        }

        var referenced = new HashSet<string>(
            from generation in generations
            from folder in FileTree.List(PathOf(generation))
            where IsBuckets(generation, folder)
            from link in FileTree.List(Path.Combine(PathOf(generation), folder))
            let target = LibC.ReadLink(Path.Combine(PathOf(generation), folder, link), out _)
            where target is not null
            select Path.GetFileName(target));
        var all = FileTree.List(_root.Buckets);
        var removed = Remove(_root.Buckets, all.Where(name => DirectoryNaming.IsBucket(name) && !referenced.Contains(name)), cancellationToken);
        if (removed == all.Count)
        {
            LibC.RemoveDirectory(_root.Buckets);
        }

        return removed;
    }

    /// <summary>
    /// Removes a generation and those of its nodes that no kept one has, which are found by going down where the trees differ. Its directory is gone last: where
    /// a kill leaves it under a temporary name, the next sweep looks at all nodes.
    /// </summary>
    private int RemoveGeneration(string generation, IReadOnlyCollection<string> kept, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var nodes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in TreesOf(generation))
        {
            FindUnshared(NodeAt(PathOf(generation), link), [.. kept.Select(other => NodeAt(PathOf(other), link))], nodes);
        }

        var doomed = TemporaryName.In(_root.Generations);
        LibC.Rename(PathOf(generation), doomed);
        // From the root downwards: a node that is there has all that is below it.
        var removed = Remove(_root.Tree, nodes.OrderBy(TreeNode.DepthOf), cancellationToken);
        FileTree.Delete(doomed);
        return removed;
    }

    /// <summary>A node's name says what is in it and where it stands, so that what another tree has in its place is the very node or one that differs.</summary>
    private void FindUnshared(string? node, List<string?> others, HashSet<string> found)
    {
        if (node is null || TreeNode.DepthOf(node) is not { } depth || others.Contains(node))
        {
            return;
        }

        // Another generation that is out of use may have had it too: then it went, with all below it, when that one did.
        if (!FileTree.IsRealDirectory(Path.Combine(_root.Tree, node)))
        {
            return;
        }

        if (!found.Add(node) || depth == TreePlace.LeafDepth)
        {
            return;
        }

        foreach (var link in FileTree.List(Path.Combine(_root.Tree, node)))
        {
            List<string?> below = [.. others.OfType<string>().Select(other => NodeAt(Path.Combine(_root.Tree, other), link))];
            FindUnshared(NodeAt(Path.Combine(_root.Tree, node), link), below, found);
        }
    }

    private static string? NodeAt(string directory, string link) => Path.GetFileName(LibC.ReadLink(Path.Combine(directory, link), out _));

    /// <summary>The links of a generation to its trees.</summary>
    private IEnumerable<string> TreesOf(string generation) => FileTree.List(PathOf(generation)).Where(name => name[0] == '.');

    private int RemoveUnreferencedNodes(List<string> generations, CancellationToken cancellationToken)
    {
        var referenced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var generation in generations)
        {
            foreach (var link in TreesOf(generation))
            {
                FindUnshared(NodeAt(PathOf(generation), link), [], referenced);
            }
        }

        var unreferenced = FileTree.List(_root.Tree).Where(name => TreeNode.DepthOf(name) is not null && !referenced.Contains(name)).OrderBy(TreeNode.DepthOf);
        return Remove(_root.Tree, unreferenced, cancellationToken);
    }

    private static int Remove(string parent, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RemoveDirectory(parent, name);
            removed++;
        }

        return removed;
    }

    private static int RemoveDebris(IEnumerable<string> directories, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var path in directories.SelectMany(directory => FileTree.List(directory).Where(TemporaryName.IsOne).Select(name => Path.Combine(directory, name))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            FileTree.Delete(path);
            removed++;
        }

        return removed;
    }

    // Under its final name a directory is whole: one that is being removed must not be taken for one when the removal is interrupted.
    private static void RemoveDirectory(string parent, string name)
    {
        var doomed = TemporaryName.In(parent);
        LibC.Rename(Path.Combine(parent, name), doomed);
        FileTree.Delete(doomed);
    }
}

/// <summary>Counts of what a sweep removed.</summary>
/// <param name="Generations">Generations that are out of use.</param>
/// <param name="Directories">Nodes and buckets that no generation has any more.</param>
/// <param name="Debris">Files that interrupted runs left behind.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SweepCounts(int Generations, int Directories, int Debris);
