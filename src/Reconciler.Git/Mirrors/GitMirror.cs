using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Objects;
using Reconciler.Git.Transports;
using Reconciler.Git.Trees;

namespace Reconciler.Git.Mirrors;

/// <summary>The bare mirror of the watched repository, by LibGit2Sharp.</summary>
public sealed class GitMirror : IGitMirror, IDisposable
{
    private readonly GitMirrorSettings _settings;
    private readonly BareMirror _mirror;
    private readonly ObjectReader _reader;
    private readonly TreeLevels _levels = new();
    private readonly GitThread _thread = new();
    private bool _isFresh;

    public GitMirror(GitMirrorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _mirror = new BareMirror(settings);
        _reader = new ObjectReader(_mirror.TryOpen, _mirror.MarkDamaged, settings.MirrorDirectory);
        GitTransports.Use();
    }

    public CommitId? Head => _reader.Ask(MirrorRefs.ReadHead, null)?.ToCommitId();

    public Task<FetchResult> FetchAsync(CancellationToken cancellationToken) => _thread.RunAsync(() => Fetch(cancellationToken), cancellationToken);

    // A first run has enough to do, and what it has cloned is as many files as its origin.
    public Task<string?> CompactAsync(CancellationToken cancellationToken) =>
        _thread.RunAsync(() => _isFresh ? null : MirrorCompaction.Run(_settings, _mirror, _reader, cancellationToken), cancellationToken);

    public ISourceTree OpenTree(CommitId commit, string sitePath) => new GitSourceTree(_reader, commit, SitePath.Normalized(sitePath), _levels);

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
            throw GitFailures.Translate(e, _settings.Url);
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
        if (Updated(cancellationToken, out var previous) is { } result)
        {
            return result;
        }

        _reader.Close();
        var found = _mirror.Replace(cancellationToken);
        _isFresh = true;
        using var repository = _mirror.TryOpen() ?? throw new GitUnavailableException(
            GitFailure.MirrorDamaged, $"A new mirror of {_settings.Url} cannot be read: run git fsck in the repository, and look at the disk of {_settings.MirrorDirectory}.");
        return Result(repository, found, previous, replaced: existed && previous is null);
    }

    // Null: there is no mirror that can be used, or it holds what nobody watches; then it says what is known of it.
    private FetchResult? Updated(CancellationToken cancellationToken, out KnownHead? previous)
    {
        previous = null;
        AbandonedLocks.RemoveAll(_settings.MirrorDirectory);
        using var repository = _mirror.TryOpen();
        if (repository is null)
        {
            return null;
        }

        try
        {
            var known = MirrorRefs.ReadHead(repository) is { } head ? new KnownHead(head, MirrorRefs.ReadSource(repository)) : null;
            if (MirrorRefs.HasForeign(repository))
            {
                previous = known;
                return null;
            }

            return Result(repository, _mirror.Update(repository, cancellationToken), known, replaced: false);
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

    private FetchResult Result(Repository repository, FoundRevision found, KnownHead? previous, bool replaced)
    {
        var head = MirrorRefs.ReadWatched(repository) ?? throw new GitUnavailableException(
            GitFailure.TagMissing, $"{_settings.Watched} of {_settings.Url} names no commit: make it anew on one.");
        if (head != previous?.Id || found.Name != previous.Source)
        {
            MirrorRefs.WriteHead(repository, head, found);
        }

        return new FetchResult
        {
            Head = head.ToCommitId(),
            Tag = found.Tag,
            PreviousHead = previous?.Id.ToCommitId(),
            HistoryRewritten = previous is not null && previous.Id != head && IsRewritten(repository, found, previous, head),
            MirrorReplaced = replaced,
        };
    }

    /// <summary>A tag that moves is one whatever it moves to; another tag, or another branch, than before is none.</summary>
    private static bool IsRewritten(Repository repository, FoundRevision found, KnownHead previous, ObjectId head) =>
        (previous.Source is null || previous.Source == found.Name)
        && (found.Tag is not null || !CommitHistory.IsAncestor(repository, previous.Id.ToCommitId(), head.ToCommitId()));

    /// <summary>Where the mirror was before a fetch, and by which branch or tag; null: an earlier version did not note that.</summary>
    private sealed record KnownHead(ObjectId Id, string? Source);
}
