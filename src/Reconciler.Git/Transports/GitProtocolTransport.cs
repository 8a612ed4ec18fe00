using System.Net.Sockets;
using System.Text;

namespace Reconciler.Git.Transports;

/// <summary>git:// (gitprotocol-pack, "Git Transport").</summary>
internal sealed class GitProtocolTransport : ConnectedTransport
{
    private const int DefaultPort = 9418;

    protected override ServerStream Connect(Conversation conversation, string service)
    {
        var uri = new Uri(conversation.Access.Url.Text);
        var port = uri.IsDefaultPort ? DefaultPort : uri.Port;
        var client = new TcpClient();
        try
        {
            conversation.Wait(conversation.Access.Timeouts.Connect, client.Dispose, _ =>
            {
                client.Connect(uri.IdnHost.Trim('[', ']'), port);
                return true;
            });
        }
        catch (SocketException e)
        {
            client.Dispose();
            throw conversation.Fail(NetworkFailures.Of(e, conversation.Access));
        }

        var stream = client.GetStream();
        var request = $"{service} {Uri.UnescapeDataString(uri.AbsolutePath)}\0host={uri.Authority}\0";
        stream.Write(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(request) + 4:x4}{request}"));
        return new ServerStream(this, conversation, stream, stream, client.Dispose);
    }
}
