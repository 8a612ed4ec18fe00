using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;

namespace Reconciler.Git;

/// <summary>The bare mirror of the watched repository, by LibGit2Sharp.</summary>
public sealed class GitMirror : IGitMirror, IDisposable
{
    private readonly GitMirrorSettings _settings;
    private readonly BareMirror _mirror;
    private readonly ObjectReader _reader;
    private readonly GitThread _thread = new();
    private bool _isFresh;

    public GitMirror(GitMirrorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _mirror = new BareMirror(settings);
        _reader = new ObjectReader(_mirror.TryOpen, _mirror.MarkDamaged, settings.MirrorDirectory);
        LibGit2.SetTimeouts(settings.Timeouts);
    }

    public CommitId? Head => _reader.Ask(BareMirror.ReadHead, null)?.ToCommitId();

    public Task<FetchResult> FetchAsync(CancellationToken cancellationToken) => _thread.RunAsync(() => Fetch(cancellationToken), cancellationToken);

    // A first run has enough to do, and what it has cloned is as many files as its origin.
    public Task<string?> CompactAsync(CancellationToken cancellationToken) =>
        _thread.RunAsync(() => _isFresh ? null : MirrorCompaction.Run(_settings, _mirror, _reader, cancellationToken), cancellationToken);

    public ISourceTree OpenTree(CommitId commit, string sitePath) => new GitSourceTree(_reader, commit, SitePath.Normalized(sitePath));

    public bool Contains(CommitId commit) => _reader.Ask(r => r.Lookup<Commit>(commit.ToString()) is not null, false);

    public bool IsAncestor(CommitId ancestor, CommitId descendant) => _reader.Ask(r => CommitHistory.IsAncestor(r, ancestor, descendant), false);

    public CommitId? MergeBase(CommitId one, CommitId other) => _reader.Ask(r => CommitHistory.MergeBase(r, one, other), null);

    public ImmutableArray<CommitSummary> FirstParents(CommitId? since, CommitId tip, int limit = 10_000) =>
        _reader.Read(r => CommitHistory.FirstParents(r, since, tip, limit));

    public ImmutableArray<CommitSummary> CommitsBetween(CommitId since, CommitId tip, int limit = 10_000) =>
        _reader.Read(r => CommitHistory.Between(r, since, tip, limit));

    public ImmutableArray<ChangedPath> ChangedPaths(CommitId before, CommitId after, string sitePath) =>
        _reader.Read(r => CommitHistory.ChangedPaths(r, before, after, SitePath.Normalized(sitePath)));

    public void Pin(IReadOnlyCollection<CommitId> commits)
    {
        // Also here: a run that advances a rollout fetches nothing.
        AbandonedLocks.RemoveAll(_settings.MirrorDirectory);
        _reader.Read(r => PinnedCommits.Replace(r, commits));
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>Completes when a call that outlived its caller has ended too.</summary>
    internal Task IdleAsync() => _thread.RunAsync(() => true, CancellationToken.None);

    private FetchResult Fetch(CancellationToken cancellationToken)
    {
        try
        {
            return UpdateOrReplace(cancellationToken);
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailures.Translate(e, new FailureContext(_settings.Url, "", CredentialsAsked: false, CertificateHost: null));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GitUnavailableException(
                GitFailure.Other, $"The mirror {_settings.MirrorDirectory} cannot be written: look at the free space and rights of the state directory.");
        }
    }

    private FetchResult UpdateOrReplace(CancellationToken cancellationToken)
    {
        _isFresh = false;
        var existed = Directory.Exists(_settings.MirrorDirectory);
        if (Updated(cancellationToken) is { } result)
        {
            return result;
        }

        _reader.Close();
        _mirror.Replace(cancellationToken);
        _isFresh = true;
        using var repository = _mirror.TryOpen() ?? throw new GitUnavailableException(
            GitFailure.MirrorDamaged, $"A new mirror of {_settings.Url} cannot be read: run git fsck in the repository, and look at the disk of {_settings.MirrorDirectory}.");
        return Result(repository, null, replaced: existed);
    }

    // Null: there is no mirror that can be used.
    private FetchResult? Updated(CancellationToken cancellationToken)
    {
        AbandonedLocks.RemoveAll(_settings.MirrorDirectory);
        using var repository = _mirror.TryOpen();
        if (repository is null)
        {
            return null;
        }

        try
        {
            var previous = BareMirror.ReadHead(repository);
            _mirror.Update(repository, cancellationToken);
            return Result(repository, previous, replaced: false);
        }
        catch (GitUnavailableException e) when (e.Failure == GitFailure.MirrorDamaged)
        {
            return null;
        }
        catch (LibGit2SharpException)
        {
            return null;
        }
    }

    private FetchResult Result(Repository repository, ObjectId? previous, bool replaced)
    {
        if (_mirror.ReadBranch(repository) is not { } head)
        {
            throw NoBranch(repository, previous is not null);
        }

        if (head != previous)
        {
            BareMirror.WriteHead(repository, head);
        }

        var (now, before) = (head.ToCommitId(), previous?.ToCommitId());
        return new FetchResult
        {
            Head = now,
            PreviousHead = before,
            HistoryRewritten = before is { } old && old != now && !CommitHistory.IsAncestor(repository, old, now),
            MirrorReplaced = replaced,
        };
    }

    private GitUnavailableException NoBranch(Repository repository, bool wasThere)
    {
        var branches = repository.Branches.Select(b => b.FriendlyName).Order(StringComparer.Ordinal).Take(5).ToList();
        var has = string.Join(", ", branches.Select(GitFailures.Scrub));
        return (branches.Count, wasThere) switch
        {
            (_, true) => new(GitFailure.BranchDeleted, $"The branch {_settings.Branch} of {_settings.Url} is not there any more: push it again, or correct repository.branch in the agent's file."),
            (0, _) => new(GitFailure.RepositoryEmpty, $"The repository {_settings.Url} is empty: push the branch {_settings.Branch} to it."),
            _ => new(GitFailure.BranchMissing, $"The repository {_settings.Url} has no branch {_settings.Branch} (it has {has}): correct repository.branch in the agent's file, or push it."),
        };
    }
}
