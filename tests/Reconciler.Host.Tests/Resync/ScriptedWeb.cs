using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reconciler.Host.Tests.Resync;

/// <summary>A web server on loopback that answers each request with the same bytes, or, with none, not at all.</summary>
internal sealed class ScriptedWeb : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string? _answer;
    private readonly Task _serving;

    public ScriptedWeb(string? answer)
    {
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>The heads of the requests so far.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Done once somebody asked.</summary>
    public Task Asked => _asked.Task;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
            await using var stream = client.GetStream();
            var head = new StringBuilder();
            var buffer = new byte[4096];
            while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, _closing.Token) is > 0 and var read)
            {
                head.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            _requests.Enqueue(head.ToString());
            _asked.TrySetResult();
            if (_answer is null)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _closing.Token);
            }

            await SendAsync(stream, Encoding.Latin1.GetBytes(_answer!));
        }
    }

    private async Task SendAsync(NetworkStream stream, byte[] answer)
    {
        try
        {
            await stream.WriteAsync(answer, _closing.Token);
        }
        catch (IOException)
        {
            // The client has heard enough.
        }
    }
}
