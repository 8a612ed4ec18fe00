using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Agent.Serving;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Agent.Tests.Serving;

/// <summary>Strangers that open connections and say nothing, or ask without end, take neither the server from phones nor files from what publishes.</summary>
public sealed class ServerLimitsTests : IAsyncLifetime
{
    private const string Anna = "/xml/spa002584000001.xml";
    private readonly Site _site = new();
    private readonly List<Socket> _silent = [];
    private PublishedFileServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _site.RunAsync();

    public async ValueTask DisposeAsync()
    {
        _silent.ForEach(socket => socket.Dispose());
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        _site.Dispose();
    }

    [Fact]
    public async Task SilentConnections_OfOneAddress_LeavePhonesTheirs_AndRunsGoOn()
    {
        await StartAsync(new ServerLimits { Connections = 16, Patience = TimeSpan.FromMinutes(5) });
        for (var i = 0; i < 300; i++)
        {
            _silent.Add(Connect("127.0.0.1"));
        }

        foreach (var socket in _silent.Skip(4))
        {
            await AssertClosedAsync(socket);
        }

        var answer = await AskAsync(Connect("127.0.0.2"));
        _site.Repository.Commit("Relabel", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));

        Assert.DoesNotContain(_silent.Take(4), socket => socket.Poll(TimeSpan.Zero, SelectMode.SelectRead));
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task SilentConnections_OfManyAddresses_AreClosedAfterAWhile_AndThenPhonesHaveTheirTurn()
    {
        await StartAsync(new ServerLimits { Connections = 8, Patience = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 12; i++)
        {
            _silent.Add(Connect(string.Create(CultureInfo.InvariantCulture, $"127.0.3.{i + 1}")));
        }

        Assert.StartsWith("HTTP/1.1 200", await AskAsync(Connect("127.0.0.2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_ThatAsksWithoutEnd_IsReportedToWait_AndOthersAreServed()
    {
        await StartAsync(new ServerLimits { Connections = 16, RequestsAtOnce = 5, RequestsPerSecond = 1 });
        var answers = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            answers.Add(await AskAsync(Connect("127.0.0.1")));
        }

        Assert.Contains(answers, answer => answer.StartsWith("HTTP/1.1 429", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(Connect("127.0.0.2")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024, 128)]
    [InlineData(1_000_000, 256)]
    [InlineData(64, 8)]
    public void Connections_AreAShareOfTheFilesThatTheProcessMayOpen(long files, int connections) => Assert.Equal(connections, ServerLimits.Of(files).Connections);

    [Fact]
    public void LogLines_ThatComeTooFast_AreCountedAndNotWritten()
    {
        var time = new FakeTimeProvider();
        var rate = new LogRate(perSecond: 2, atOnce: 3, time);
        var written = Enumerable.Range(0, 1000).Count(line => rate.TryAcquire(out var before));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(3, written);
        Assert.True(rate.TryAcquire(out var omitted));
        Assert.Equal(997L, omitted);
    }

    private async Task StartAsync(ServerLimits limits)
    {
        _server = new PublishedFileServer(new ListenAddress(new IPEndPoint(IPAddress.Any, 0), "served.http"), _site.Setup().Roots.Served, limits, null, NullLogger<PublishedFileServer>.Instance);
        await _server.StartAsync(Token);
    }

    private Socket Connect(string from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        // Waits for the handshake alone: that the server closes it at once is an answer, not a failure to connect.
        socket.Connect(new IPEndPoint(IPAddress.Loopback, _server!.Address!.Port));
        return socket;
    }

    private static async Task AssertClosedAsync(Socket socket)
    {
        try
        {
            Assert.Equal(0, await socket.ReceiveAsync(new byte[1], Token));
        }
        catch (SocketException exception)
        {
            Assert.Equal(SocketError.ConnectionReset, exception.SocketErrorCode);
        }
    }

    private static async Task<string> AskAsync(Socket socket)
    {
        using (socket)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {Anna} HTTP/1.1\r\nHost: phones\r\nConnection: close\r\n\r\n"), Token);
            var buffer = new byte[64];
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, Token));
        }
    }
}
