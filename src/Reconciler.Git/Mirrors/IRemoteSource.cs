using LibGit2Sharp;

namespace Reconciler.Git.Mirrors;

/// <summary>Where the mirror gets its commits from: a server, or a repository on this host.</summary>
internal interface IRemoteSource : IDisposable
{
    /// <summary>All branches and tags.</summary>
    RemoteRefs List(CancellationToken cancellationToken);

    /// <summary>Brings one branch or tag, with all that it needs, to <see cref="MirrorRefs.Watched"/>. Where it is not there, nothing is brought.</summary>
    void Fetch(Repository mirror, string name, CancellationToken cancellationToken);
}
