namespace Reconciler.Cli.Tests.Commands;

public sealed class AgentFileTests : IDisposable
{
    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("drif: heal", "agent.yaml:9:1: error REC022")]
    [InlineData("guard: { maxRemoved: lots }", "agent.yaml:9:22: error REC024")]
    [InlineData("guard: [", "agent.yaml:10:1: error REC004")]
    [InlineData("dhcp: &a { directory: dhcp }", "agent.yaml:9:7: error REC007")]
    public async Task WrongFile_IsExitCode2AtItsPlace(string line, string place)
    {
        _host.WriteAgentFile(more: line);

        var program = await _host.ReconcileAsync();

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(place, program.Errors, StringComparison.Ordinal);
        Assert.Empty(program.Output);
        Assert.False(Directory.Exists(_host.PathOf("state")));
    }

    [Theory]
    [InlineData("RECONCILER__REPOSITORY__BRNCH", "main", "RECONCILER__REPOSITORY__BRANCH")]
    [InlineData("RECONCILER__DRIFT", "perhaps", "RECONCILER__DRIFT")]
    public async Task WrongVariable_IsExitCode2AndNamed(string name, string value, string named)
    {
        _host.Environment[name] = value;

        var program = await _host.ReconcileAsync();

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(named, program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variable_OverridesTheFile()
    {
        _host.Repository.CommitOn("next", "Another branch", ("site.yaml", OfficeFiles.Site));
        _host.Environment["RECONCILER__REPOSITORY__BRANCH"] = "next";

        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Null(_host.Profile("002584000001"));
        Assert.True(File.Exists(Path.Combine(_host.Served, "spa504G.cfg")));
    }

    [Fact]
    public async Task MasterKey_ThatOthersMayRead_IsExitCode2()
    {
        File.SetUnixFileMode(_host.PathOf("master.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        var program = await _host.ReconcileAsync();

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("master.key", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cron_ThatNeverComes_IsExitCode2()
    {
        _host.WriteAgentFile($"{{ url: {_host.Repository.DirectoryPath}, poll: {{ cron: \"0 0 0 1 1 ? 2001\" }} }}");

        var program = await _host.RunAsync("agent");

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("2001", program.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pbx.example.com:8067")]
    [InlineData("192.0.2.1:8067")]
    public async Task Server_OnAnAddressThatIsNotThisHosts_IsExitCode2(string address)
    {
        _host.WriteAgentFile(served: $"{{ directory: srv, http: \"{address}\" }}");

        var program = await _host.RunAsync("agent");

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("served.http", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", program.Errors, StringComparison.Ordinal);
    }
}
