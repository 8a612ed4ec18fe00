using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Objects;

namespace Reconciler.Git.Mirrors;

/// <summary>A repository on this host: its objects are copied, not packed and sent.</summary>
internal sealed class LocalRemote : IRemoteSource
{
    private readonly Repository _source;
    private readonly RepositoryUrl _url;

    public LocalRemote(string path, RepositoryUrl url)
    {
        _url = url;
        _source = Open(path, url);
    }

    public static GitUnavailableException Missing(RepositoryUrl url) =>
        new(GitFailure.RepositoryNotFound, $"There is no directory {url.Text}, or this user may not see it.");

    public RemoteRefs List(CancellationToken cancellationToken) => Translated(() => RemoteRefs.Of(_source.Refs.Select(r => r.CanonicalName).ToList()));

    public void Fetch(Repository mirror, string name, CancellationToken cancellationToken)
    {
        // The name first: all that it needs is there before it is.
        if (Translated(() => _source.Refs[name]?.ResolveToDirectReference()?.TargetIdentifier) is not { } sha)
        {
            return;
        }

        var id = new ObjectId(sha);
        using (var copy = new ObjectCopy(ObjectsOf(_source), ObjectsOf(mirror), _url.Text))
        {
            copy.Copy(id, cancellationToken);
        }

        Translated(() => mirror.Refs.Add(MirrorRefs.Watched, id, allowOverwrite: true));
    }

    public void Dispose() => _source.Dispose();

    /// <summary>Opens a repository that the agent's file names.</summary>
    internal static Repository Open(string path, RepositoryUrl url)
    {
        if (!Directory.Exists(path))
        {
            throw Missing(url);
        }

        try
        {
            var repository = new Repository(path);
            if (!repository.Info.IsShallow)
            {
                return repository;
            }

            repository.Dispose();
            throw GitFailures.Shallow(url);
        }
        catch (RepositoryNotFoundException)
        {
            throw new GitUnavailableException(GitFailure.RepositoryNotFound, $"The directory {url.Text} is no Git repository.");
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailures.Translate(e, url);
        }
    }

    // A linked work tree's own directory has no objects; its file commondir says where they are.
    internal static string ObjectsOf(Repository repository)
    {
        var directory = repository.Info.Path;
        var common = Path.Combine(directory, "commondir");
        return Path.Combine(File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), directory) : directory, "objects");
    }

    private T Translated<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailures.Translate(e, _url);
        }
    }
}
