using LibGit2Sharp;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Mirrors;

/// <summary>References that keep commits in the mirror: what phones still run must be there after a force push and a garbage collection.</summary>
internal static class PinnedCommits
{
    private const string Prefix = "refs/reconciler/pinned/";

    /// <summary>Pins these and no others; what the mirror has not, or has no more, is passed over. True when something changed.</summary>
    public static bool Replace(Repository repository, IReadOnlyCollection<CommitId> commits)
    {
        var wanted = commits.Select(c => c.ToString()).Where(c => repository.Lookup<Commit>(c) is not null).ToHashSet(StringComparer.Ordinal);
        var pinned = repository.Refs.FromGlob(Prefix + "*").ToDictionary(r => r.CanonicalName[Prefix.Length..], StringComparer.Ordinal);
        foreach (var commit in wanted.Where(c => !pinned.ContainsKey(c)))
        {
            repository.Refs.Add(Prefix + commit, new ObjectId(commit), allowOverwrite: true);
        }

        foreach (var (_, reference) in pinned.Where(p => !wanted.Contains(p.Key)))
        {
            repository.Refs.Remove(reference);
        }

        return pinned.Count != wanted.Count || !wanted.All(pinned.ContainsKey);
    }
}
