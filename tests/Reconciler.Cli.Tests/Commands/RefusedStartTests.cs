namespace Reconciler.Cli.Tests.Commands;

/// <summary>A run that could not begin is not forgotten: the status says so until one does.</summary>
public sealed class RefusedStartTests : IDisposable
{
    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Status_AfterARunWithoutItsMasterKey_IsNotReadyAndSaysWhy()
    {
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        File.Move(_host.PathOf("master.key"), _host.PathOf("elsewhere"));
        Assert.Equal(2, (await _host.ReconcileAsync()).ExitCode);

        var status = await _host.RunAsync("status");
        File.Move(_host.PathOf("elsewhere"), _host.PathOf("master.key"));
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        var mended = await _host.RunAsync("status");

        Assert.Contains("could not begin", status.Output, StringComparison.Ordinal);
        Assert.Contains("master.key", status.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("could not begin", mended.Output, StringComparison.Ordinal);
    }
}
