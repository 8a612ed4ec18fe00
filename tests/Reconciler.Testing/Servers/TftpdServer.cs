using System.Net;
using Reconciler.Testing.Networking;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Testing.Servers;

/// <summary>tftpd-hpa with <c>--secure</c> on a free port of loopback: it changes its root to the folder, so that no link leads out of it.</summary>
public sealed class TftpdServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly RunningProcess _process;
    private readonly SocketSource _sockets;

    private TftpdServer(RunningProcess process, SocketSource sockets, IPEndPoint endPoint)
    {
        _process = process;
        _sockets = sockets;
        EndPoint = endPoint;
    }

    /// <summary>Where it answers.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts it on a folder that everyone may enter, and waits until it answers.</summary>
    public static Task<TftpdServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePort.Udp());
        return StartAsync(RunningProcess.Start(Requires.Tool("in.tftpd"), Arguments(folder, endPoint)), SocketSources.Host, endPoint, cancellationToken);
    }

    /// <summary>Starts it on the standard port of a namespace's address, which is not to be on loopback: tftpd-hpa wants another one to be there.</summary>
    public static Task<TftpdServer> StartAsync(string folder, NetworkNamespace network, IPAddress address, CancellationToken cancellationToken)
    {
        var endPoint = new IPEndPoint(address, 69);
        return StartAsync(network.Start([Requires.Tool("in.tftpd"), .. Arguments(folder, endPoint)]), network.CreateSocket, endPoint, cancellationToken);
    }

    /// <summary>Fetches a file as a phone does.</summary>
    public async Task<byte[]> FetchAsync(string path, CancellationToken cancellationToken) =>
        (await new TftpClient(_sockets).FetchAsync(EndPoint, path, cancellationToken)).Content;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<TftpdServer> StartAsync(RunningProcess process, SocketSource sockets, IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Requires.Root();
        var server = new TftpdServer(process, sockets, endPoint);
        await Eventually.HoldsAsync("tftpd-hpa answers", Patience, () => server.AnswersAsync(cancellationToken), cancellationToken);
        return server;
    }

    private static string[] Arguments(string folder, IPEndPoint endPoint) => ["--foreground", "--secure", "--address", endPoint.ToString(), folder];

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync("/no-such-file", cancellationToken);
            return true;
        }
        catch (FetchFailedException exception)
        {
            return exception.NotFound;
        }
    }
}
