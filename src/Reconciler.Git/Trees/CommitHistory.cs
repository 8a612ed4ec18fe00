using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Objects;

namespace Reconciler.Git.Trees;

/// <summary>Questions about a repository's commits.</summary>
internal static class CommitHistory
{
    public static CommitId ToCommitId(this ObjectId id) =>
        CommitId.TryParse(id.Sha, out var commit) ? commit : throw new InvalidOperationException("libgit2 gave an id that is none.");

    public static bool IsAncestor(Repository repository, CommitId ancestor, CommitId descendant) => MergeBase(repository, ancestor, descendant) == ancestor;

    public static CommitId? MergeBase(Repository repository, CommitId one, CommitId other)
    {
        var first = repository.Lookup<Commit>(one.ToString());
        var second = repository.Lookup<Commit>(other.ToString());
        return first is null || second is null ? null : repository.ObjectDatabase.FindMergeBase(first, second)?.Id.ToCommitId();
    }

    public static ImmutableArray<CommitSummary> FirstParents(Repository repository, CommitId? from, CommitId to, int limit)
    {
        var stop = from is { } start ? Find(repository, start) : null;
        var commits = ImmutableArray.CreateBuilder<CommitSummary>();
        for (var commit = Find(repository, to); commit is not null && commits.Count < limit; commit = commit.Parents.FirstOrDefault())
        {
            // Also what the start had merged is behind it.
            if (stop is not null && (commit.Id == stop.Id || repository.ObjectDatabase.FindMergeBase(commit, stop)?.Id == commit.Id))
            {
                break;
            }

            commits.Add(Summary(commit));
        }

        return commits.ToImmutable();
    }

    public static ImmutableArray<CommitSummary> Between(Repository repository, CommitId since, CommitId tip, int limit)
    {
        var filter = new CommitFilter
        {
            IncludeReachableFrom = Find(repository, tip),
            ExcludeReachableFrom = Find(repository, since),
            SortBy = CommitSortStrategies.Topological,
        };
        return [.. repository.Commits.QueryBy(filter).Take(limit).Select(Summary)];
    }

    public static ImmutableArray<ChangedPath> ChangedPaths(Repository repository, CommitId from, CommitId to, string sitePath)
    {
        var before = FolderOf(repository, from, sitePath);
        var after = FolderOf(repository, to, sitePath);
        using var changes = repository.Diff.Compare<TreeChanges>(before, after, new CompareOptions { Similarity = SimilarityOptions.None });
        return [.. changes.Select(c => new ChangedPath(c.Path, KindOf(c.Status))).OrderBy(c => c.Path, StringComparer.Ordinal)];
    }

    public static Commit Find(Repository repository, CommitId id) =>
        repository.Lookup<Commit>(id.ToString()) ?? throw new NotFoundException($"no commit {id}");

    public static string ObjectsOf(Repository repository) => Path.Combine(repository.Info.Path, "objects");

    /// <summary>Throws where the object has a file of its own that is broken: see <see cref="LooseObject"/>.</summary>
    public static void TryLoose(Repository repository, string sha) => _ = LooseObject.Read(ObjectsOf(repository), sha);

    private static Tree? FolderOf(Repository repository, CommitId commit, string sitePath)
    {
        var root = Find(repository, commit).Tree;
        return sitePath.Length == 0 ? root : root[sitePath]?.Target as Tree;
    }

    private static ChangedPathKind KindOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => ChangedPathKind.Added,
        ChangeKind.Deleted => ChangedPathKind.Removed,
        _ => ChangedPathKind.Modified,
    };

    public static CommitSummary Summary(Commit commit) =>
        new(commit.Id.ToCommitId(), commit.Parents.FirstOrDefault()?.Id.ToCommitId(), commit.Author.Name, commit.Author.When, commit.Message);
}
