using System.Net;
using System.Net.Sockets;

namespace Reconciler.Testing.GitServers;

/// <summary>Accepts connections on loopback and never says a word.</summary>
public sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <summary>Starts listening.</summary>
    public SilentServer() => _listener.Start();

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Somebody has connected and waits. (The kernel has accepted; nobody ever will here.)</summary>
    public bool HasCaller => _listener.Pending();

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
