using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;
using Reconciler.Git.Objects;
using Reconciler.Git.Transports;
using Reconciler.Git.Trees;

namespace Reconciler.Git.StatusBranches;

/// <summary>Commits the status to its branch and pushes it, from a repository of its own that holds nothing else.</summary>
public sealed class StatusPublisher : IStatusPublisher
{
    private const int Attempts = 4;
    private const string AuthorName = "Reconciler";
    private const string AuthorAddress = "reconciler@reconciler.invalid";

    // What a server says of a branch that another push has moved in between.
    private static readonly string[] LostRace = ["failed to update ref", "cannot lock ref", "non-fast-forward", "fetch first", "incorrect old value", "stale info"];

    private readonly StatusPublisherSettings _settings;
    private readonly TimeProvider _time;
    private readonly GitThread _thread = new();

    public StatusPublisher(StatusPublisherSettings settings, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _time = time;
        GitTransports.Use();
    }

    public Task<CommitId> PublishAsync(StatusCommit status, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(status);
        return _thread.RunAsync(() => Publish(status, cancellationToken), cancellationToken);
    }

    private CommitId Publish(StatusCommit status, CancellationToken cancellationToken)
    {
        if (!Reference.IsValidName($"refs/heads/{status.Branch}") || status.Branch == "HEAD")
        {
            throw new StatusNotRecordedException("The status branch's name is none that Git allows: correct status.branch.");
        }

        try
        {
            return PublishOnce(status, cancellationToken);
        }
        catch (Exception e) when (e is LibGit2SharpException or GitUnavailableException { Failure: GitFailure.MirrorDamaged })
        {
            return PublishFromScratch(status, cancellationToken);
        }
        catch (GitUnavailableException e)
        {
            throw NotRecorded(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotRecorded($"The directory {_settings.Directory} cannot be used.", e);
        }
    }

    // The repository holds nothing that the server does not have: a damaged one is simply made again.
    private CommitId PublishFromScratch(StatusCommit status, CancellationToken cancellationToken)
    {
        try
        {
            Directory.Delete(_settings.Directory, recursive: true);
            return PublishOnce(status, cancellationToken);
        }
        catch (LibGit2SharpException e)
        {
            throw NotRecorded(GitFailures.Scrub(e.Message), null);
        }
        catch (GitUnavailableException e)
        {
            throw NotRecorded(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotRecorded($"The directory {_settings.Directory} cannot be used.", e);
        }
    }

    private CommitId PublishOnce(StatusCommit status, CancellationToken cancellationToken)
    {
        using var repository = StatusRepository.Open(_settings, status.Branch);
        var branch = new StatusBranch(repository, _settings, status.Branch);
        var writer = _settings.Writer?.Invoke();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // The tip that the last push left is believed first: it saves a conversation, and a push on an old one is refused.
            if (attempt > 1 || branch.Tip is null)
            {
                branch.Fetch(cancellationToken);
            }

            MustBeOurs(branch, status, writer, cancellationToken);

            var tree = branch.Write(status.Files);
            if (branch.Tip is { } tip && tip.Tree.Id == tree.Id)
            {
                return tip.Id.ToCommitId();
            }

            var who = new Signature(AuthorName, AuthorAddress, _time.GetUtcNow());
            var parents = branch.Tip is { } parent ? [parent] : Array.Empty<Commit>();
            var commit = repository.ObjectDatabase.CreateCommit(who, who, StatusOwner.Signed(status.Message, writer), tree, parents, prettifyMessage: true);
            if (Pushed(branch, commit, cancellationToken))
            {
                Compact(repository, cancellationToken);
                return commit.Id.ToCommitId();
            }
        }

        throw NotRecorded($"Other pushes to the branch {status.Branch} won {Attempts} times: let nothing else write to it.", null);
    }

    private void MustBeOurs(StatusBranch branch, StatusCommit status, string? writer, CancellationToken cancellationToken)
    {
        if (branch.Tip is not { } tip)
        {
            MustHaveRoom(branch.ListOthers(cancellationToken), status);
            return;
        }

        if (branch.IsOwn)
        {
            return;
        }

        if (StatusOwner.Of(tip) is { } owner && owner != status.Site)
        {
            throw NotRecorded(
                $"The branch {status.Branch} is that of the site {GitFailures.Scrub(owner)}: name another branch as status.branch, or delete this one if that site is no more.", null);
        }

        // Whoever has never pushed takes the branch over: his host may be the one that replaces the other.
        if (branch.HasPushed && StatusOwner.IsOfAnother(tip, writer))
        {
            throw NotRecorded(
                $"Another agent records the status of a site of the same name in the branch {status.Branch}: give each site its own name in site.yaml, or name another branch as status.branch. If that agent is no more, remove {_settings.Directory}.", null);
        }
    }

    private void MustHaveRoom(IReadOnlyList<string> others, StatusCommit status)
    {
        if (_settings.IsWatched && others.Count == 0)
        {
            throw NotRecorded($"The repository has no branch yet, and {status.Branch} would be its first and so its default: push the site's files first.", null);
        }

        // Git keeps a branch as a file: a/b needs the folder a.
        if (others.FirstOrDefault(other => IsWithin(other, status.Branch) || IsWithin(status.Branch, other)) is { } inTheWay)
        {
            throw NotRecorded(
                $"The repository has a branch {GitFailures.Scrub(inTheWay)}, beside which Git cannot keep one called {status.Branch}: name another branch as status.branch.", null);
        }
    }

    private static bool IsWithin(string name, string folder) => name.StartsWith(folder + "/", StringComparison.Ordinal);

    private static void Compact(Repository repository, CancellationToken cancellationToken)
    {
        var packing = new ObjectPacking(CommitHistory.ObjectsOf(repository));
        if (packing.IsDue)
        {
            packing.Pack(repository, cancellationToken);
        }
    }

    // False: another push was first.
    private bool Pushed(StatusBranch branch, Commit commit, CancellationToken cancellationToken)
    {
        try
        {
            if (branch.Push(commit, cancellationToken) is not { } refusal)
            {
                return true;
            }

            return LostRace.Any(text => refusal.Contains(text, StringComparison.OrdinalIgnoreCase)) || branch.Unlock()
                ? false
                : throw NotRecorded($"The server refused the push ({GitFailures.Scrub(refusal)}): look at its hooks and branch rules.", null);
        }
        catch (NonFastForwardException)
        {
            return false;
        }
    }

    private StatusNotRecordedException NotRecorded(string why, Exception? inner) =>
        new($"The status was not recorded in {_settings.Url}. {why}", inner);
}
