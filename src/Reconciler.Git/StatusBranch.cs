using System.Collections.Immutable;
using LibGit2Sharp;

namespace Reconciler.Git;

/// <summary>A status branch as the server last had it, and the two conversations about it.</summary>
internal sealed class StatusBranch(Repository repository, StatusPublisherSettings settings, string name)
{
    private readonly string _remoteRef = $"refs/heads/{name}";
    private readonly string _tipRef = $"refs/reconciler/{name}";

    /// <summary>The last commit that the server is known to have had; null: none, or not asked yet.</summary>
    public Commit? Tip => repository.Refs[_tipRef]?.TargetIdentifier is { } sha ? repository.Lookup<Commit>(sha) : null;

    /// <summary>Asks the server where the branch is.</summary>
    public void Fetch(CancellationToken cancellationToken)
    {
        repository.Refs.Remove(_tipRef);
        var attempt = Attempt(cancellationToken);
        var options = attempt.ForFetch();
        options.Prune = false;
        attempt.Run(() => repository.Network.Fetch(StatusRepository.RemoteName, [$"+{_remoteRef}:{_tipRef}"], options));
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
        var attempt = Attempt(cancellationToken);
        var options = attempt.ForPush(error => refusal = error.Message);
        attempt.Run(() => repository.Network.Push(repository.Network.Remotes[StatusRepository.RemoteName], $"{commit.Sha}:{_remoteRef}", options));
        if (refusal is null)
        {
            repository.Refs.Add(_tipRef, commit.Id, allowOverwrite: true);
        }

        return refusal;
    }

    /// <summary>Takes away what a push that was killed left in a repository on this host; false: nothing.</summary>
    public bool Unlock() => AbandonedLocks.TryRemove(settings.Url, _remoteRef);

    private RemoteAttempt Attempt(CancellationToken cancellationToken)
    {
        if (settings.Url.LocalPath is { } path && !Directory.Exists(path))
        {
            // libgit2 would call the path an unsupported protocol.
            throw LocalRemote.Missing(settings.Url);
        }

        var ssh = new SshProgram(repository.Info.Path);
        ssh.Write(settings.Credentials, settings.Timeouts);
        repository.Config.Set("core.sshCommand", ssh.ScriptPath, ConfigurationLevel.Local);
        return new RemoteAttempt(settings.Url, settings.Credentials, ssh, cancellationToken);
    }
}
