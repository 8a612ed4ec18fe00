using System.Net;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class AgentCommandTests : IDisposable
{
    private const string Anna = "002584000001";

    private readonly OfficeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Hangup_WithAnHourToTheNextPoll_PublishesAPushAtOnce()
    {
        await using var agent = await _host.StartAgentAsync("Published ");
        var head = _host.Relabel("Anna B.");

        agent.Signal("HUP");

        await agent.SaysAsync($"Published {head[..10]}");
        Assert.Contains(">Anna B.<", _host.Profile(Anna), StringComparison.Ordinal);
        Assert.Contains("SIGHUP", agent.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cron_OfEverySecond_PublishesAPush()
    {
        _host.WriteAgentFile($"{{ url: {_host.Repository.DirectoryPath}, poll: {{ cron: \"* * * * * ?\" }} }}");
        await using var agent = await _host.StartAgentAsync("Published ");

        var head = _host.Relabel("Anna B.");

        await agent.SaysAsync($"Published {head[..10]}");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_ToStop_EndsWithExitCode0AndLeavesTheLocksFree(string signal)
    {
        await using var agent = await _host.StartAgentAsync("Published ");

        agent.Signal(signal);

        Assert.Equal(0, await agent.WaitForExitAsync(Token));
        Assert.Contains($"Watching the branch main of {_host.Repository.DirectoryPath}, ", agent.Output, StringComparison.Ordinal);
        Assert.EndsWith("Stopped", agent.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("Nothing to do.\n", (await _host.ReconcileAsync()).Output);
    }

    [Fact]
    public async Task Fault_OfTheHost_IsReportedByItsMessageAndTheNextRunTriesAgain()
    {
        _host.Environment["RECONCILER__ASTERISK__AMI__USERNAME"] = "reconciler";
        _host.Environment["RECONCILER__ASTERISK__AMI__SECRETFILE"] = _host.PathOf("ami.secret");
        await using var agent = await _host.StartAgentAsync("ami.secret");
        Assert.DoesNotContain("fault of the program", agent.Output, StringComparison.Ordinal);

        _host.Write("ami.secret", "secret\n");
        agent.Signal("HUP");

        await agent.SaysAsync("(7) ");
    }

    [Fact]
    public async Task Fetch_ThatFailed_IsTriedAgain()
    {
        var away = _host.Repository.DirectoryPath + ".away";
        Directory.Move(_host.Repository.DirectoryPath, away);
        await using var agent = await _host.StartAgentAsync("(5) ");
        Directory.Move(away, _host.Repository.DirectoryPath);

        agent.Signal("HUP");

        await agent.SaysAsync("Published ");
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_ReportsRunsThatFindNothing()
    {
        await _host.ReconcileAsync();

        await using var agent = await _host.StartAgentAsync("Nothing to do");

        Assert.False(agent.HasExited);
    }

    [Fact]
    public async Task Server_StartedAmongOtherPrograms_TakesNoSettingsOfTheirsAndWatchesNoFolder()
    {
        var port = FreePort.Tcp();
        _host.WriteAgentFile(more: $"http: {{ listen: \"localhost:{port}\" }}");
        _host.Write("elsewhere/appsettings.json", "{ not ours");
        _host.Environment["ASPNETCORE_URLS"] = "nonsense";
        await using var agent = await _host.StartAgentAsync("Published ", workingFolder: _host.PathOf("elsewhere"));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };

        Assert.Contains("\"published\"", await http.GetStringAsync("api/status", Token), StringComparison.Ordinal);
        Assert.DoesNotContain("anon_inode:inotify", Directory.EnumerateFiles($"/proc/{agent.Id}/fd").Select(fd => new FileInfo(fd).LinkTarget));
    }

    [Fact]
    public async Task Agent_BesideAnother_IsExitCode9_AndTheFirstGoesOn()
    {
        await using var first = await _host.StartAgentAsync("Published");

        var second = await _host.RunAsync("agent");

        Assert.Equal(9, second.ExitCode);
        Assert.Contains($"Another agent works with the state in {_host.PathOf("state")}", second.Errors, StringComparison.Ordinal);
        _host.Relabel("Anna B.");
        first.Signal("HUP");
        await first.SaysAsync("1 phone changed");
    }

    [Fact]
    public async Task Api_GivesTheStatusThatTheCommandGives()
    {
        _host.WriteAgentFile(more: "http: { listen: \"localhost:0\" }");
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        var port = FreePort.Tcp();
        _host.WriteAgentFile(more: $"http: {{ listen: \"localhost:{port}\" }}");
        await using var agent = await _host.StartAgentAsync("Nothing to do");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };

        var status = await http.GetStringAsync("api/status", Token);

        Assert.Equal((await _host.RunAsync("status", "--format", "json")).Output, status);
        Assert.Contains("Git says", await http.GetStringAsync("", Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("api/nothing", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.PostAsync("api/status", null, Token)).StatusCode);
    }
}
