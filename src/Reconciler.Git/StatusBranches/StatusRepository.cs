using LibGit2Sharp;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;

namespace Reconciler.Git.StatusBranches;

/// <summary>The bare repository that status commits are made in.</summary>
internal static class StatusRepository
{
    /// <summary>The last commit that the server is known to have had.</summary>
    public const string TipRef = "refs/reconciler/tip";

    /// <summary>The last commit that this agent pushed.</summary>
    public const string OwnRef = "refs/reconciler/own";

    private const string BranchKey = "reconciler.branch";

    /// <summary>Opens it, or makes it, for a branch. What is known of another branch or of another remote does not hold for this one.</summary>
    public static Repository Open(StatusPublisherSettings settings, string branch)
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
        var isSame = repository.Network.Remotes[MirrorRefs.RemoteName]?.Url == url
            && repository.Config.Get<string>(BranchKey, ConfigurationLevel.Local)?.Value == branch;
        if (!isSame)
        {
            MirrorRefs.Clear(repository);
            if (repository.Network.Remotes[MirrorRefs.RemoteName] is not null)
            {
                repository.Network.Remotes.Remove(MirrorRefs.RemoteName);
            }

            repository.Network.Remotes.Add(MirrorRefs.RemoteName, url, MirrorRefs.FetchNothing);
            repository.Config.Set(BranchKey, branch, ConfigurationLevel.Local);
        }

        return repository;
    }
}
