using LibGit2Sharp;

namespace Reconciler.Git;

/// <summary>The bare repository on disk: made beside its place and moved in when it is whole, brought up to date, replaced when it is damaged.</summary>
internal sealed class BareMirror(GitMirrorSettings settings)
{
    private const string RemoteName = "origin";
    private const string HeadRef = "refs/reconciler/head";
    private const string AllHeads = "+refs/heads/*:refs/heads/*";

    private readonly string _damageMark = Path.Combine(settings.MirrorDirectory, "damaged");

    private string BranchRef => $"refs/heads/{settings.Branch}";

    /// <summary>Opens the mirror; null: there is none that can be used.</summary>
    public Repository? TryOpen()
    {
        var directory = settings.MirrorDirectory;
        if (File.Exists(_damageMark) || !Repository.IsValid(directory))
        {
            return null;
        }

        Repository? repository = null;
        try
        {
            repository = new Repository(directory);
            if (repository.Network.Remotes[RemoteName]?.Url == settings.Url.Text && IsHeadWhole(repository))
            {
                return repository;
            }
        }
        catch (LibGit2SharpException)
        {
            // Whatever it is, a new mirror mends it.
        }

        repository?.Dispose();
        return null;
    }

    /// <summary>The last head that a fetch saw, also after its branch was deleted.</summary>
    public static ObjectId? ReadHead(Repository repository) => (repository.Refs[HeadRef] as DirectReference)?.TargetIdentifier is { } sha ? new ObjectId(sha) : null;

    /// <summary>The watched branch; null: it is not there.</summary>
    public ObjectId? ReadBranch(Repository repository) =>
        Reference.IsValidName(BranchRef) ? repository.Branches[BranchRef]?.Tip?.Id : null;

    public static void WriteHead(Repository repository, ObjectId head) => repository.Refs.Add(HeadRef, head, allowOverwrite: true);

    /// <summary>Remembers, for this and the next process, that the mirror is of no use.</summary>
    public void MarkDamaged()
    {
        if (Directory.Exists(settings.MirrorDirectory))
        {
            File.WriteAllText(_damageMark, "");
        }
    }

    /// <summary>Fetches all branches, forced, and drops those that are gone.</summary>
    public void Update(Repository repository, CancellationToken cancellationToken)
    {
        var directory = repository.Info.Path;
        if (settings.Url.LocalPath is { } path)
        {
            LocalRemote.Update(repository, path, settings.Url, cancellationToken);
            return;
        }

        var ssh = new SshProgram(directory);
        ssh.Write(settings.Credentials, settings.Timeouts);
        repository.Config.Set("core.sshCommand", ssh.ScriptPath, ConfigurationLevel.Local);
        var attempt = new RemoteAttempt(settings.Url, settings.Credentials, ssh, cancellationToken);
        attempt.Run(() => repository.Network.Fetch(RemoteName, [AllHeads], attempt.ForFetch()));
    }

    /// <summary>Makes a new mirror. What was there is dropped only when the new one is whole.</summary>
    public void Replace(CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(settings.MirrorDirectory);
        var parent = Path.GetDirectoryName(directory)!;
        Directory.CreateDirectory(parent);
        SweepDebris(parent, directory);
        var fresh = $"{directory}.new-{Guid.NewGuid():N}";
        try
        {
            using (var repository = Make(fresh, cancellationToken))
            {
                Update(repository, cancellationToken);
            }

            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }

            Directory.Move(fresh, directory);
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    private static bool IsHeadWhole(Repository repository)
    {
        if (ReadHead(repository) is not { } head)
        {
            return true;
        }

        CommitHistory.TryLoose(repository, head.Sha);
        return repository.Lookup<Commit>(head)?.Tree is not null;
    }

    private static void SweepDebris(string parent, string directory)
    {
        foreach (var debris in Directory.EnumerateDirectories(parent, Path.GetFileName(directory) + ".new-*"))
        {
            Directory.Delete(debris, recursive: true);
        }
    }

    private Repository Make(string directory, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (settings.Url.LocalPath is { } path)
        {
            LocalRemote.CloneObjects(path, directory, settings.Url);
        }
        else
        {
            Repository.Init(directory, isBare: true);
        }

        var repository = new Repository(directory);
        foreach (var reference in repository.Refs.Where(r => r.CanonicalName.StartsWith("refs/", StringComparison.Ordinal)).ToList())
        {
            repository.Refs.Remove(reference);
        }

        if (repository.Network.Remotes[RemoteName] is not null)
        {
            repository.Network.Remotes.Remove(RemoteName);
        }

        repository.Network.Remotes.Add(RemoteName, settings.Url.Text, AllHeads);
        return repository;
    }
}
