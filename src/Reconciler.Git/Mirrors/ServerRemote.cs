using LibGit2Sharp;
using Reconciler.Git.Access;
using Reconciler.Git.Transports;

namespace Reconciler.Git.Mirrors;

/// <summary>A repository on a server.</summary>
internal sealed class ServerRemote(RemoteAccess access) : IRemoteSource
{
    public RemoteRefs List(CancellationToken cancellationToken)
    {
        using var conversation = new Conversation(access, cancellationToken);
        var names = new List<string>();
        conversation.Run(() => names.AddRange(Repository.ListRemoteReferences(access.Url.Text).Select(r => r.CanonicalName)));
        return RemoteRefs.Of(names);
    }

    public void Fetch(Repository mirror, string name, CancellationToken cancellationToken)
    {
        using var conversation = new Conversation(access, cancellationToken);

        conversation.Run(() => mirror.Network.Fetch(MirrorRefs.RemoteName, [$"+{name}:{MirrorRefs.Watched}"], Options(conversation)));
    }

    public void Dispose()
    {
    }

    /// <summary>A fetch that ends with its conversation.</summary>
    internal static FetchOptions Options(Conversation conversation) => new()
    {
        TagFetchMode = TagFetchMode.None,
        OnProgress = _ => conversation.MayGoOn,
        OnTransferProgress = _ => conversation.MayGoOn,
    };
}
