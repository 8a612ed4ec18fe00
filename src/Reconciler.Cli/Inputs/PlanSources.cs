using System.Collections.Immutable;
using Reconciler.Cli.Usage;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Host.Disk;

namespace Reconciler.Cli.Inputs;

/// <summary>The two sets of specs that <c>plan</c> compares. Only the repository around the folder is read.</summary>
internal sealed class PlanSources : IDisposable
{
    private readonly LocalRepository _repository;
    private readonly CommitId? _history;

    private PlanSources(LocalRepository repository, DirectoryInfo folder, CommitId from, CommitId? to)
    {
        _repository = repository;
        var path = repository.SitePath(folder.FullName);
        PathInRepository = path == "." ? "" : path + "/";
        Base = from;
        BaseTree = repository.OpenTree(from, path);
        Head = to;
        HeadTree = to is { } commit ? repository.OpenTree(commit, path) : new FolderTree(folder.FullName);
        _history = to ?? repository.Resolve("HEAD");
    }

    public ISourceTree BaseTree { get; }

    public CommitId Base { get; }

    public ISourceTree HeadTree { get; }

    /// <summary>Null: files as they are.</summary>
    public CommitId? Head { get; }

    /// <summary>Where the site's folder is in the repository, with a slash at the end; empty: at its top.</summary>
    public string PathInRepository { get; }

    /// <summary>The two sides by name: <c>from HEAD~1 (1234567890) to the files as they are</c>.</summary>
    public required string Between { get; init; }

    /// <summary>The commits whose messages may allow the plan.</summary>
    public ImmutableArray<CommitSummary> Commits => _history is { } tip ? _repository.CommitsBetween(Base, tip) : [];

    /// <param name="folder">The site's folder.</param>
    /// <param name="from">The revision to compare with; null: where the head left the default branch.</param>
    /// <param name="to">The revision to compare; null: the files as they are.</param>
    public static PlanSources Open(DirectoryInfo folder, string? from, string? to)
    {
        if (!folder.Exists)
        {
            throw new UsageException($"There is no folder {folder.FullName}; name the one that holds site.yaml.");
        }

        var repository = LocalRepository.Discover(folder.FullName) ?? throw new UsageException(
            $"{folder.FullName} is in no Git repository, so there is no revision to compare with; 'reconciler validate' checks files without one.");
        try
        {
            var head = to is null ? (CommitId?)null : Find(repository, to);
            var (start, name) = from is null ? MergeBase(repository, head) : (Find(repository, from), from);
            return new PlanSources(repository, folder, start, head)
            {
                Between = $"from {name} ({start.Abbreviated}) to {(head is { } end ? $"{to} ({end.Abbreviated})" : "the files as they are")}",
            };
        }
        catch (UsageException)
        {
            repository.Dispose();
            throw;
        }
    }

    public void Dispose() => _repository.Dispose();

    private static CommitId Find(LocalRepository repository, string revision) => repository.Resolve(revision) ?? throw new UsageException(
        $"There is no revision '{revision}' in {repository.Directory}; 'git log --all' lists them, {(repository.IsShallow ? "and this shallow clone may lack it (git fetch --unshallow)." : "and 'git fetch' may bring it.")}");

    private static (CommitId Base, string Name) MergeBase(LocalRepository repository, CommitId? head)
    {
        var tip = head ?? repository.Resolve("HEAD") ?? throw new UsageException(
            $"The repository {repository.Directory} has no commit yet, so there is nothing to compare with; 'reconciler validate' checks files without one.");
        var branch = repository.DefaultBranch ?? throw new UsageException(
            $"The repository {repository.Directory} has no origin/HEAD, main or master to compare with; name a revision with --base.");
        var commit = repository.Resolve(branch) is { } other ? repository.MergeBase(tip, other) : null;
        if (commit is { } found)
        {
            return (found, $"the merge base with {branch}");
        }

        throw new UsageException(repository.IsShallow
            ? $"This shallow clone does not reach back to where the change left {branch}; fetch the whole history (git fetch --unshallow, fetch-depth: 0 in CI), or name a revision with --base."
            : $"The change and {branch} have no commit in common; name a revision with --base.");
    }
}
