using LibGit2Sharp;

namespace Reconciler.Git.Transports;

/// <summary>A transport that says everything over one connection: ssh and git.</summary>
internal abstract class ConnectedTransport : SmartSubtransport
{
    private ServerStream? _stream;

    /// <summary>Opens the connection to a service (<c>git-upload-pack</c> or <c>git-receive-pack</c>).</summary>
    protected abstract ServerStream Connect(Conversation conversation, string service);

    protected override SmartSubtransportStream Action(string url, GitSmartSubtransportAction action)
    {
        var isListing = action is GitSmartSubtransportAction.UploadPackList or GitSmartSubtransportAction.ReceivePackList;
        var conversation = Conversation.Current;
        conversation.BeginList(isListing);
        if (isListing)
        {
            _stream = Connect(conversation, action == GitSmartSubtransportAction.UploadPackList ? "git-upload-pack" : "git-receive-pack");
        }

        return _stream ?? throw new InvalidOperationException("libgit2 asks before it listed.");
    }

    protected override void Close()
    {
        _stream = null;
        base.Close();
    }
}
