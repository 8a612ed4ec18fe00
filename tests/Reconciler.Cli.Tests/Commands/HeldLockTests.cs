using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class HeldLockTests : IDisposable
{
    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Reconcile_AnotherProcessHoldsTheRoot_IsExitCode9AndNothingIsTouched()
    {
        await _host.ReconcileAsync();
        _host.Relabel("Anna B.");
        await using var other = RunningProcess.Start(
            Requires.Tool("flock"), [Path.Combine(_host.Served, ".reconciler", "lock"), "sh", "-c", "echo held; exec sleep 600"]);
        await other.SaysAsync("held");

        var program = await _host.ReconcileAsync();

        Assert.Equal(9, program.ExitCode);
        Assert.Contains("Another run", program.Errors, StringComparison.Ordinal);
        Assert.Contains(">Anna<", _host.Profile("002584000001"), StringComparison.Ordinal);

        await other.KillAsync();
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Contains(">Anna B.<", _host.Profile("002584000001"), StringComparison.Ordinal);
    }
}
