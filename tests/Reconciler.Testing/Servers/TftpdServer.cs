using System.Globalization;
using System.Net;
using Reconciler.Testing.Networking;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Testing.Servers;

/// <summary>tftpd-hpa with <c>--secure</c> on a free port of loopback: it changes its root to the folder, so that no link leads out of it.</summary>
public sealed class TftpdServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly RunningProcess _process;

    private TftpdServer(RunningProcess process, IPEndPoint endPoint)
    {
        _process = process;
        EndPoint = endPoint;
    }

    /// <summary>Where it answers.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Starts it on a folder that everyone may enter, and waits until it answers.</summary>
    public static Task<TftpdServer> StartAsync(string folder, CancellationToken cancellationToken) => StartAsync(folder, FreePort.Udp(), cancellationToken);

    /// <summary>Starts it on a port that is known before.</summary>
    public static async Task<TftpdServer> StartAsync(string folder, int port, CancellationToken cancellationToken)
    {
        Requires.Root();
        var endPoint = new IPEndPoint(IPAddress.Loopback, port);
        var address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{endPoint.Port}");
        var process = RunningProcess.Start(Requires.Tool("in.tftpd"), ["--foreground", "--secure", "--address", address, folder]);
        var server = new TftpdServer(process, endPoint);
        await Eventually.HoldsAsync("tftpd-hpa answers", Patience, () => server.AnswersAsync(cancellationToken), cancellationToken);
        return server;
    }

    /// <summary>Fetches a file as a phone does.</summary>
    public async Task<byte[]> FetchAsync(string path, CancellationToken cancellationToken) =>
        (await new TftpClient(SocketSources.Host).FetchAsync(EndPoint, path, cancellationToken)).Content;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

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
