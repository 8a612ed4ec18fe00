namespace Reconciler.Cli.Tests.Commands;

public sealed class RollbackCommandTests : IDisposable
{
    private const string Anna = "002584000001";

    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Rollback_ToAnAbbreviatedCommit_ServesItUntilResumed()
    {
        var first = _host.Repository.Head;
        await _host.ReconcileAsync();
        _host.Relabel("Anna B.");
        await _host.ReconcileAsync();

        Assert.Equal(0, (await _host.RunAsync("rollback", first[..10])).ExitCode);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);

        _host.Relabel("Anna C.");
        await _host.ReconcileAsync();
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);
        Assert.Contains($"rolled back to {first[..10]}; 'reconciler resume' follows the branch again", (await _host.RunAsync("status")).Output, StringComparison.Ordinal);
        Assert.Contains($"\"rolledBackTo\": \"{first}\"", (await _host.RunAsync("status", "--format", "json")).Output, StringComparison.Ordinal);

        await _host.RunAsync("resume");
        await _host.ReconcileAsync();
        Assert.DoesNotContain("rolled back", (await _host.RunAsync("status")).Output, StringComparison.Ordinal);
        Assert.Contains(">Anna C.<", _host.Profile(Anna), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollback_BeforeAnythingWasFetched_IsExitCode2() =>
        Assert.Equal(2, (await _host.RunAsync("rollback", _host.Repository.Head)).ExitCode);

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("no such thing")]
    [InlineData("main@{yesterday}")]
    public async Task Rollback_ToWhatTheMirrorLacks_IsExitCode2AndTheNextRunFollowsTheBranch(string revision)
    {
        await _host.ReconcileAsync();

        var program = await _host.RunAsync("rollback", revision);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains($"'{revision}'", program.Errors, StringComparison.Ordinal);
        Assert.Equal("Nothing to do.\n", (await _host.ReconcileAsync()).Output);
    }

    [Fact]
    public async Task Reconcile_CommitOfTheRollbackIsGone_SaysSoAndKeepsTheLastGoodState()
    {
        await _host.ReconcileAsync();
        _host.Write("state/control/rollback", new string('a', 40));

        var program = await _host.ReconcileAsync();

        Assert.Equal(5, program.ExitCode);
        Assert.Contains("reconciler resume", program.Errors, StringComparison.Ordinal);
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);
    }
}
