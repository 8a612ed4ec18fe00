using LibGit2Sharp;

namespace Reconciler.Git.Transports;

/// <summary>http and https (gitprotocol-http, the smart protocol): the list by GET, the rest by POST.</summary>
internal sealed class HttpTransport : RpcSmartSubtransport
{
    private HttpServer? _server;

    protected override SmartSubtransportStream Action(string url, GitSmartSubtransportAction action)
    {
        var conversation = Conversation.Current;
        _server ??= new HttpServer(conversation);
        var service = action is GitSmartSubtransportAction.UploadPackList or GitSmartSubtransportAction.UploadPack ? "git-upload-pack" : "git-receive-pack";
        var isListing = action is GitSmartSubtransportAction.UploadPackList or GitSmartSubtransportAction.ReceivePackList;
        conversation.BeginList(isListing);
        return new HttpExchange(this, conversation, _server, service, isListing);
    }

    protected override void Dispose()
    {
        _server?.Dispose();
        base.Dispose();
    }
}
