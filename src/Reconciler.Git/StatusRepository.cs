using LibGit2Sharp;

namespace Reconciler.Git;

/// <summary>The bare repository that status commits are made in.</summary>
internal static class StatusRepository
{
    public const string RemoteName = "origin";

    public static Repository Open(StatusPublisherSettings settings)
    {
        if (!Repository.IsValid(settings.Directory))
        {
            if (Directory.Exists(settings.Directory))
            {
                Directory.Delete(settings.Directory, recursive: true);
            }

            Repository.Init(settings.Directory, isBare: true);
        }

        var repository = new Repository(settings.Directory);
        var url = RemoteUrl.Of(settings.Url);
        if (repository.Network.Remotes[RemoteName] is not { } remote)
        {
            repository.Network.Remotes.Add(RemoteName, url);
        }
        else if (remote.Url != url)
        {
            // What is known of the old remote's branches does not hold for the new one.
            repository.Network.Remotes.Update(RemoteName, r => r.Url = url);
            foreach (var reference in repository.Refs.FromGlob("refs/reconciler/*").ToList())
            {
                repository.Refs.Remove(reference);
            }
        }

        return repository;
    }
}
