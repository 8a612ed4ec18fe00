using System.Runtime.InteropServices;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

public sealed partial class GenerationStore
{
    /// <summary>How many generations stay, whatever their age.</summary>
    private const int KeptGenerations = 3;

    /// <summary>How long one stays that was live: a transfer that has begun in it ends in it.</summary>
    private static readonly TimeSpan KeptAfterUse = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Removes what nothing needs any more: old generations, buckets that no kept generation has, and what interrupted runs left. To be called at
    /// the end of every run, also of one that changed nothing or failed; it costs a few listings when there is nothing to do.
    /// </summary>
    public SweepCounts Sweep(CancellationToken cancellationToken)
    {
        if (!FileTree.IsRealDirectory(_root.Home) || !FileTree.IsRealDirectory(_root.Generations))
        {
            return default;
        }

        var debris = RemoveDebris([_root.Home, _root.Generations, .. _root.IsServed ? [_root.Buckets] : Array.Empty<string>()], cancellationToken);
        var kept = new List<string>();
        var generations = 0;
        foreach (var generation in GenerationsByRank())
        {
            if (generation.IsLive || kept.Count < KeptGenerations || WasLiveLately(generation.Name))
            {
                kept.Add(generation.Name);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            RemoveDirectory(_root.Generations, generation.Name);
            generations++;
        }

        return new SweepCounts(generations, _root.IsServed ? RemoveUnreferencedBuckets(kept, cancellationToken) : 0, debris);
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

    private int RemoveUnreferencedBuckets(List<string> generations, CancellationToken cancellationToken)
    {
        var referenced = new HashSet<string>(
            from generation in generations
            from folder in FileTree.List(PathOf(generation))
            where FileTree.IsRealDirectory(Path.Combine(PathOf(generation), folder))
            from link in FileTree.List(Path.Combine(PathOf(generation), folder))
            let target = LibC.ReadLink(Path.Combine(PathOf(generation), folder, link), out _)
            where target is not null
            select Path.GetFileName(target));
        var removed = 0;
        foreach (var bucket in FileTree.List(_root.Buckets).Where(name => DirectoryNaming.IsBucket(name) && !referenced.Contains(name)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            RemoveDirectory(_root.Buckets, bucket);
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
/// <param name="Buckets">Buckets that no generation has any more.</param>
/// <param name="Debris">Files that interrupted runs left behind.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SweepCounts(int Generations, int Buckets, int Debris);
