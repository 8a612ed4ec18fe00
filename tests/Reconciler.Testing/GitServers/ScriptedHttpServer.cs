using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reconciler.Testing.GitServers;

/// <summary>Answers each request on loopback with what a test wrote down, byte for byte: for answers that no real Git server can be made to give.</summary>
public sealed class ScriptedHttpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Task _serving;

    private ScriptedHttpServer(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The first line and the headers of each request.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>One answer, whatever is asked.</summary>
    public static ScriptedHttpServer Answering(string status, string headers = "", string body = "") => new((_, stream, token) => WriteAsync(stream, status, headers, body, token));

    /// <summary>Begins the list of branches and goes on for ever: as fast as it is read, or a byte a pause.</summary>
    public static ScriptedHttpServer ListingForEver(TimeSpan? pause = null) => new(async (_, stream, token) =>
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n001e# service=git-upload-pack\n0000"u8.ToArray(), token);
        for (var number = 0; ; number++)
        {
            var line = $"{number:x40} refs/heads/b{number}\n";
            foreach (var piece in pause is null ? [$"{line.Length + 4:x4}{line}"] : $"{line.Length + 4:x4}{line}".Select(c => c.ToString()))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(piece), token);
                await Task.Delay(pause ?? TimeSpan.Zero, token);
            }
        }
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stopped.Dispose();
    }

    private static async Task WriteAsync(NetworkStream stream, string status, string headers, string body, CancellationToken token)
    {
        var text = $"HTTP/1.1 {status}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), token);
    }

    private async Task ServeAsync(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stopped.Token);
                await using var stream = client.GetStream();
                var request = await ReadAsync(stream, _stopped.Token);
                _requests.Enqueue(request);
                await answer(request, stream, _stopped.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken token)
    {
        var request = new StringBuilder();
        var buffer = new byte[4_096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, token);
            if (count == 0)
            {
                break;
            }

            request.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return request.ToString();
    }
}
