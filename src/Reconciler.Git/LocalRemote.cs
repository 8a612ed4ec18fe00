using LibGit2Sharp;
using Reconciler.Core.Sources;

namespace Reconciler.Git;

/// <summary>A repository on this host: its objects are copied, not packed and sent.</summary>
internal static class LocalRemote
{
    /// <summary>A bare repository with all objects that the source has by now: files are linked or copied as they are.</summary>
    public static void CloneObjects(string path, string directory, RepositoryUrl url)
    {
        using var source = Open(path, url);
        if (RemoteUrl.LooksLikeHost(path) || File.Exists(Path.Combine(ObjectsOf(source), "info", "alternates")))
        {
            // It cannot be cloned by its path, or it borrows objects, and a clone would borrow them too. Update copies them.
            Repository.Init(directory, isBare: true);
            return;
        }

        Translated(url, () => Repository.Clone(path, directory, new CloneOptions { IsBare = true }));
    }

    public static GitUnavailableException Missing(RepositoryUrl url) =>
        new(GitFailure.RepositoryNotFound, $"There is no directory {url.Text}, or this user may not see it.");

    public static void Update(Repository mirror, string path, RepositoryUrl url, CancellationToken cancellationToken)
    {
        using var source = Open(path, url);

        // The branches first: all that they need is there before they are.
        var heads = Translated(url, () => Heads(source));
        var known = Translated(url, () => Heads(mirror));
        var moved = heads.Where(h => !known.TryGetValue(h.Key, out var id) || id != h.Value).ToList();
        if (moved.Count > 0)
        {
            using var copy = new ObjectCopy(ObjectsOf(source), ObjectsOf(mirror), url.Text);
            foreach (var (_, id) in moved)
            {
                copy.Copy(id, cancellationToken);
            }
        }

        Translated(url, () =>
        {
            foreach (var gone in known.Keys.Except(heads.Keys, StringComparer.Ordinal))
            {
                mirror.Refs.Remove(gone);
            }

            foreach (var (name, id) in moved)
            {
                mirror.Refs.Add(name, id, allowOverwrite: true);
            }

            return true;
        });
    }

    private static Dictionary<string, ObjectId> Heads(Repository repository)
    {
        var heads = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        foreach (var reference in repository.Refs.FromGlob("refs/heads/*"))
        {
            if (reference.ResolveToDirectReference()?.TargetIdentifier is { } sha)
            {
                heads[reference.CanonicalName] = new ObjectId(sha);
            }
        }

        return heads;
    }

    private static Repository Open(string path, RepositoryUrl url)
    {
        if (!Directory.Exists(path))
        {
            throw Missing(url);
        }

        try
        {
            return new Repository(path);
        }
        catch (RepositoryNotFoundException)
        {
            throw new GitUnavailableException(GitFailure.RepositoryNotFound, $"The directory {url.Text} is no Git repository.");
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailures.Translate(e, new FailureContext(url, "", CredentialsAsked: false, CertificateHost: null));
        }
    }

    private static T Translated<T>(RepositoryUrl url, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException e)
        {
            throw GitFailures.Translate(e, new FailureContext(url, "", CredentialsAsked: false, CertificateHost: null));
        }
    }

    // A linked work tree's own directory has no objects; its file commondir says where they are.
    private static string ObjectsOf(Repository repository)
    {
        var directory = repository.Info.Path;
        var common = Path.Combine(directory, "commondir");
        return Path.Combine(File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), directory) : directory, "objects");
    }
}
