using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Git.Mirrors;
using Reconciler.Git.Transports;

namespace Reconciler.Git.StatusBranches;

/// <summary>A status branch as the server last had it, and the two conversations about it.</summary>
internal sealed class StatusBranch(Repository repository, StatusPublisherSettings settings, string name)
{
    private readonly string _remoteRef = $"refs/heads/{name}";

    /// <summary>The last commit that the server is known to have had; null: none, or not asked yet.</summary>
    public Commit? Tip => repository.Refs[StatusRepository.TipRef]?.TargetIdentifier is { } sha ? repository.Lookup<Commit>(sha) : null;

    /// <summary>True: the tip is what this agent pushed last, whatever its site is called now.</summary>
    public bool IsOwn => Tip is { } tip && (repository.Refs[StatusRepository.OwnRef] as DirectReference)?.TargetIdentifier == tip.Sha;

    /// <summary>True: this repository has pushed to the branch before.</summary>
    public bool HasPushed => repository.Refs[StatusRepository.OwnRef] is not null;

    /// <summary>Asks the server where the branch is.</summary>
    public void Fetch(CancellationToken cancellationToken)
    {
        repository.Refs.Remove(StatusRepository.TipRef);
        MustExist();
        using var conversation = new Conversation(settings.Access, cancellationToken);
        conversation.Run(() => repository.Network.Fetch(MirrorRefs.RemoteName, [$"+{_remoteRef}:{StatusRepository.TipRef}"], ServerRemote.Options(conversation)));
    }

    /// <summary>The other branches of the repository.</summary>
    public IReadOnlyList<string> ListOthers(CancellationToken cancellationToken)
    {
        MustExist();
        using IRemoteSource source = settings.Url.LocalPath is { } path ? new LocalRemote(path, settings.Url) : new ServerRemote(settings.Access);
        return [.. source.List(cancellationToken).Branches.Where(b => b != name)];
    }

    /// <summary>A tree of exactly these files.</summary>
    public Tree Write(ImmutableSortedDictionary<string, ImmutableArray<byte>> files)
    {
        var tree = new TreeDefinition();
        foreach (var (path, content) in files)
        {
            using var stream = new MemoryStream([.. content]);
            tree.Add(path, repository.ObjectDatabase.CreateBlob(stream), Mode.NonExecutableFile);
        }

        return repository.ObjectDatabase.CreateTree(tree);
    }

    /// <summary>Pushes without force. Says why the server refused; null: it did not.</summary>
    public string? Push(Commit commit, CancellationToken cancellationToken)
    {
        // A hook's refusal is told by the callback only; without it the push looks as if it had succeeded.
        string? refusal = null;
        MustExist();
        using var conversation = new Conversation(settings.Access, cancellationToken);
        var options = new PushOptions
        {
            OnPushStatusError = error => refusal = error.Message,
            OnPushTransferProgress = (_, _, _) => conversation.MayGoOn,
            OnPackBuilderProgress = (_, _, _) => conversation.MayGoOn,
        };
        conversation.Run(() => repository.Network.Push(repository.Network.Remotes[MirrorRefs.RemoteName], $"{commit.Sha}:{_remoteRef}", options));
        if (refusal is null)
        {
            repository.Refs.Add(StatusRepository.TipRef, commit.Id, allowOverwrite: true);
            repository.Refs.Add(StatusRepository.OwnRef, commit.Id, allowOverwrite: true);
        }

        return refusal;
    }

    /// <summary>Takes away what a push that was killed left in a repository on this host; false: nothing.</summary>
    public bool Unlock() => AbandonedLocks.TryRemove(settings.Url, _remoteRef);

    // libgit2 would call the path an unsupported protocol.
    private void MustExist()
    {
        if (settings.Url.LocalPath is { } path && !Directory.Exists(path))
        {
            throw LocalRemote.Missing(settings.Url);
        }
    }
}
