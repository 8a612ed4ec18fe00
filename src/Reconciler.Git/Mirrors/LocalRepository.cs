using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Objects;
using Reconciler.Git.Trees;

namespace Reconciler.Git.Mirrors;

/// <summary>The repository around a folder of the user's, for commands that look at revisions. It is only read.</summary>
public sealed class LocalRepository : IDisposable
{
    private const int MostCommits = 10_000;

    private static readonly string[] Candidates = ["origin/main", "origin/master", "main", "master"];

    private readonly ObjectReader _reader;
    private readonly TreeLevels _levels = new();

    private LocalRepository(string gitDirectory, string? workingDirectory)
    {
        Directory = workingDirectory ?? gitDirectory;
        _reader = new ObjectReader(() => new Repository(gitDirectory), () => { }, Directory);
    }

    /// <summary>The top of the working tree; of a bare repository, its own directory.</summary>
    public string Directory { get; }

    /// <summary>The repository that <paramref name="folder"/> lies in; null: none.</summary>
    public static LocalRepository? Discover(string folder)
    {
        if (Repository.Discover(folder) is not { } gitDirectory)
        {
            return null;
        }

        try
        {
            using var repository = new Repository(gitDirectory);
            return new LocalRepository(gitDirectory, repository.Info.IsBare ? null : Path.TrimEndingDirectorySeparator(repository.Info.WorkingDirectory));
        }
        catch (LibGit2SharpException error)
        {
            throw GitFailures.Unopened(WorkTreeOf(gitDirectory), error);
        }
    }

    // What Git compares with its list of trusted folders.
    private static string WorkTreeOf(string gitDirectory)
    {
        var path = Path.TrimEndingDirectorySeparator(gitDirectory);
        return Path.GetFileName(path) == ".git" ? Path.GetDirectoryName(path)! : path;
    }

    /// <summary>The commit that a revision names (a branch, a tag, an id, <c>HEAD~2</c>); null: there is none.</summary>
    public CommitId? Resolve(string revision) => string.IsNullOrWhiteSpace(revision)
        ? null
        : _reader.Ask(repository => repository.Lookup(revision)?.Peel<Commit>()?.Id.ToCommitId(), null);

    /// <summary>Author and message of a commit; null: it is not here.</summary>
    public CommitSummary? Describe(CommitId commit) => _reader.Ask(r => r.Lookup<Commit>(commit.ToString()) is { } found ? CommitHistory.Summary(found) : null, null);

    /// <summary>The best common ancestor of two commits; null: none.</summary>
    public CommitId? MergeBase(CommitId one, CommitId other) => _reader.Ask(r => CommitHistory.MergeBase(r, one, other), null);

    /// <summary>True: a clone with a part of the history only.</summary>
    public bool IsShallow => _reader.Ask(r => r.Info.IsShallow, false);

    /// <summary>
    /// The branch that changes are merged into: what the server calls its default, else <c>main</c> or <c>master</c>, as the server has it or, without
    /// a server, as it is here. Null: none of them is there.
    /// </summary>
    public string? DefaultBranch => _reader.Ask(NameOfDefaultBranch, null);

    /// <summary>Every commit behind one and not behind the other, newest first; none where the repository cannot say.</summary>
    public ImmutableArray<CommitSummary> CommitsBetween(CommitId since, CommitId tip) =>
        _reader.Ask(r => CommitHistory.Between(r, since, tip, MostCommits), []);

    /// <summary>Who last touched each line of a file of a commit; false: the history is broken or cut off and cannot say.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="path">From the top of the repository.</param>
    /// <param name="file">Null: the commit has no such file.</param>
    internal bool TryBlame(CommitId commit, string path, out BlamedFile? file)
    {
        (var known, file) = _reader.Ask(r => (true, BlamedFile.Of(r, commit, path)), (false, null));
        return known;
    }

    /// <summary>The files under <paramref name="sitePath"/> at a commit.</summary>
    public ISourceTree OpenTree(CommitId commit, string sitePath) => new GitSourceTree(_reader, commit, Trees.SitePath.Normalized(sitePath), _levels);

    /// <summary>Where <paramref name="folder"/> is in the repository; links on the way to it are followed, as libgit2 does for <see cref="Directory"/>.</summary>
    public string SitePath(string folder) => Path.GetRelativePath(GitNative.RealPath(Directory), GitNative.RealPath(Path.GetFullPath(folder)));

    public void Dispose() => _reader.Dispose();

    private static string? NameOfDefaultBranch(Repository repository)
    {
        if (repository.Refs["refs/remotes/origin/HEAD"]?.ResolveToDirectReference() is { } server)
        {
            return server.CanonicalName["refs/remotes/".Length..];
        }

        return Candidates.FirstOrDefault(name => repository.Branches[name]?.Tip is not null);
    }
}
