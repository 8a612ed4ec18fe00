using System.Net;
using System.Net.Sockets;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>Each run of the agent begins with a call to the Git server: so the server sees how many are under way.</summary>
public sealed class AgentRunsTests : IDisposable
{
    private readonly OfficeHost _host = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task Hangup_DuringARun_IsFollowedByAnotherRunAndNeverByTwoAtOnce()
    {
        await using var agent = await StartAsync();
        var first = await _server.AcceptSocketAsync(Token);

        agent.Signal("HUP");
        await agent.SaysAsync("SIGHUP");

        Assert.False(_server.Pending());
        first.Dispose();
        await agent.SaysAsync("(5) ");
        using var second = await _server.AcceptSocketAsync(Token);
        Assert.False(_server.Pending());
    }

    [Fact]
    public async Task Reconcile_WhileAnotherRunIsUnderWay_IsExitCode9AndAsksNothingOfTheServer()
    {
        _server.Start();
        PollServer();
        await using var first = Shipped.Start(["reconcile", "--config", _host.AgentFile], new ProcessOptions { Environment = _host.Environment });
        using var hanging = await _server.AcceptSocketAsync(Token);

        var second = await _host.ReconcileAsync();

        Assert.Equal(9, second.ExitCode);
        Assert.False(_server.Pending());
        Assert.False(first.HasExited);
    }

    [Fact]
    public async Task Term_DuringARunThatHangs_EndsWithExitCode0()
    {
        await using var agent = await StartAsync();
        using var hanging = await _server.AcceptSocketAsync(Token);

        agent.Signal("TERM");

        Assert.Equal(0, await agent.WaitForExitAsync(Token));
        Assert.DoesNotContain("fault", agent.Output, StringComparison.Ordinal);
    }

    private async Task<RunningProcess> StartAsync()
    {
        _server.Start();
        PollServer();
        return await _host.StartAgentAsync("");
    }

    private void PollServer()
    {
        _host.WriteAgentFile($"{{ url: \"git://{_server.LocalEndpoint}/phones.git\", poll: {{ every: 1h }} }}");
        _host.Environment["RECONCILER__STATUS__URL"] = _host.Repository.DirectoryPath;
    }
}
