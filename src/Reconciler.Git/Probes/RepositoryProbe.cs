using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;
using Reconciler.Git.StatusBranches;
using Reconciler.Git.Transports;

namespace Reconciler.Git.Probes;

/// <summary>Tries whether a repository can be read and written, without changing it or the mirror.</summary>
public static class RepositoryProbe
{
    private const string NoSuchRef = "refs/reconciler/probe";

    /// <summary>Lists the repository and looks for what is watched.</summary>
    /// <exception cref="GitUnavailableException">It cannot be read, or has none of that.</exception>
    public static Task ReadAsync(GitMirrorSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        GitTransports.Use();
        return new GitThread().RunAsync(() => Read(settings, cancellationToken), cancellationToken);
    }

    /// <summary>Opens the conversation that a push has, and ends it before anything is pushed.</summary>
    /// <exception cref="GitUnavailableException">The repository cannot be reached, or may not be written.</exception>
    public static Task WriteAsync(StatusPublisherSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        GitTransports.Use();
        return new GitThread().RunAsync(() => settings.Url.LocalPath is { } path ? WriteLocally(path, settings.Url) : Write(settings, cancellationToken), cancellationToken);
    }

    private static bool Read(GitMirrorSettings settings, CancellationToken cancellationToken)
    {
        using IRemoteSource source = settings.Url.LocalPath is { } path ? new LocalRemote(path, settings.Url) : new ServerRemote(settings.Access);
        var refs = source.List(cancellationToken);
        var isThere = settings.Watched.Kind switch
        {
            WatchedKind.Branch => refs.Branches.Contains(settings.Watched.Text),
            WatchedKind.Tag => refs.Tags.Contains(settings.Watched.Text),
            _ => VersionRange.Parse(settings.Watched.Text) is { } range && SemverTags.Highest(refs.Tags, range) is not null,
        };
        return isThere ? true : throw MissingRevision.Of(settings.Url, settings.Watched, refs, wasThere: false);
    }

    // A push puts its objects there first, under such a name; Git sweeps what is left of one.
    private static bool WriteLocally(string path, RepositoryUrl url)
    {
        using var repository = LocalRemote.Open(path, url);
        var probe = Path.Combine(LocalRemote.ObjectsOf(repository), $"tmp_obj_{Guid.NewGuid():N}");
        try
        {
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GitUnavailableException(GitFailure.WriteForbidden, GitFailures.MayNotWrite(url));
        }
    }

    private static bool Write(StatusPublisherSettings settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reconciler-probe-");
        try
        {
            using var repository = new Repository(Repository.Init(folder.FullName, isBare: true));
            var remote = repository.Network.Remotes.Add(MirrorRefs.RemoteName, settings.Url.Text, MirrorRefs.FetchNothing);
            using var conversation = new Conversation(settings.Access, cancellationToken);
            conversation.Run(() => Connect(repository, remote));
            return true;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>libgit2 connects for the push, and only then finds that there is nothing of that name to push: a server that refuses has refused by then.</summary>
    private static void Connect(Repository repository, Remote remote)
    {
        try
        {
            repository.Network.Push(remote, $"{NoSuchRef}:{NoSuchRef}", new PushOptions());
        }
        catch (LibGit2SharpException exception) when (exception.Message.Contains(NoSuchRef, StringComparison.Ordinal))
        {
            // The server let the agent in.
        }
    }
}
