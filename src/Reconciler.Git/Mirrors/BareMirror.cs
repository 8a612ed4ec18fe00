using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Trees;

namespace Reconciler.Git.Mirrors;

/// <summary>The bare repository on disk: made beside its place and moved in when it is whole, brought up to date, replaced when it is damaged.</summary>
internal sealed class BareMirror(GitMirrorSettings settings)
{
    private readonly string _damageMark = Path.Combine(settings.MirrorDirectory, "damaged");

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
            if (repository.Network.Remotes[MirrorRefs.RemoteName]?.Url == settings.Url.Text && IsHeadWhole(repository))
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

    /// <summary>Remembers, for this and the next process, that the mirror is of no use.</summary>
    public void MarkDamaged()
    {
        if (Directory.Exists(settings.MirrorDirectory))
        {
            File.WriteAllText(_damageMark, "");
        }
    }

    /// <summary>Fetches what is watched, forced. It is at <see cref="MirrorRefs.Watched"/> then.</summary>
    /// <exception cref="GitUnavailableException">It is not there, or cannot be fetched.</exception>
    public FoundRevision Update(Repository repository, CancellationToken cancellationToken)
    {
        IRemoteSource source = settings.Url.LocalPath is { } path
            ? new LocalRemote(path, settings.Url)
            : new ServerRemote(settings.Access);
        using (source)
        {
            var found = Choose(source, cancellationToken);
            repository.Refs.Remove(MirrorRefs.Watched);
            if (found is not null)
            {
                source.Fetch(repository, found.Name, cancellationToken);
            }

            return found is not null && repository.Refs[MirrorRefs.Watched] is not null
                ? found
                : throw MissingRevision.Of(settings.Url, settings.Watched, source.List(cancellationToken), wasThere: MirrorRefs.ReadHead(repository) is not null);
        }
    }

    /// <summary>Makes a new mirror. What was there is dropped only when the new one is whole, and what phones may still run is taken over from it.</summary>
    public FoundRevision Replace(CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(settings.MirrorDirectory);
        var parent = Path.GetDirectoryName(directory)!;
        Directory.CreateDirectory(parent);
        SweepDebris(parent, directory);
        var fresh = $"{directory}.new-{Guid.NewGuid():N}";
        try
        {
            FoundRevision found;
            using (var repository = Make(fresh, cancellationToken))
            {
                found = Update(repository, cancellationToken);
                MirrorSuccession.TakeOver(directory, repository, settings.Url, cancellationToken);
            }

            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }

            Directory.Move(fresh, directory);
            return found;
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    private FoundRevision? Choose(IRemoteSource source, CancellationToken cancellationToken)
    {
        var (kind, text) = settings.Watched;
        if (kind != WatchedKind.Semver)
        {
            var found = kind == WatchedKind.Branch ? FoundRevision.Branch(text) : FoundRevision.OfTag(text);
            return Reference.IsValidName(found.Name) ? found : null;
        }

        var range = VersionRange.Parse(text) ?? throw new GitUnavailableException(
            GitFailure.TagMissing, $"{text} is no range of versions: correct repository.semver in the agent's file.");
        return SemverTags.Highest(source.List(cancellationToken).Tags, range) is { } tag ? FoundRevision.OfTag(tag) : null;
    }

    private static bool IsHeadWhole(Repository repository)
    {
        if (MirrorRefs.ReadHead(repository) is not { } head)
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
            LocalClone.Make(path, directory, settings.Url, settings.Watched);
        }
        else
        {
            Repository.Init(directory, isBare: true);
        }

        var repository = new Repository(directory);
        MirrorRefs.Clear(repository);
        if (repository.Network.Remotes[MirrorRefs.RemoteName] is not null)
        {
            repository.Network.Remotes.Remove(MirrorRefs.RemoteName);
        }

        repository.Network.Remotes.Add(MirrorRefs.RemoteName, settings.Url.Text, MirrorRefs.FetchNothing);
        return repository;
    }
}
