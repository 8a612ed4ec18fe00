using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>Commands by another user than the agent's: what root would leave in the state the agent could not read, and everybody else sees nothing there.</summary>
public sealed class StateOwnerTests : IDisposable
{
    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("status")]
    [InlineData("suspend", "--reason", "by root")]
    [InlineData("rollout", "resume")]
    [InlineData("retry")]
    [InlineData("reconcile")]
    public async Task Command_ByRoot_OnTheStateOfAnotherUser_IsExitCode2_SaysHow_AndLeavesNothing(params string[] command)
    {
        Requires.Root();
        await _host.ReconcileAsync();
        await Processes.RunSuccessfullyAsync("chown", ["-R", "nobody", _host.PathOf("state")], TestContext.Current.CancellationToken);

        var program = await _host.RunAsync(command);

        Assert.Equal((2, ""), (program.ExitCode, program.Output));
        Assert.Contains("belongs to nobody: run this as that user, such as by 'sudo -u nobody reconciler ...'", program.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_host.PathOf("state", "control")));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("suspend", "--reason", "by somebody")]
    [InlineData("rollout", "abort")]
    public async Task Command_ByAnotherUser_OnAStateThatIsClosedToHim_IsExitCode2_AndSaysWhose(params string[] command)
    {
        Requires.Root();
        await _host.ReconcileAsync();
        _host.OpenToEveryone();

        var program = await Processes.RunAsync(
            Requires.Tool("setpriv"),
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", .. Shipped.Command, .. command, "--config", _host.AgentFile],
            new ProcessOptions(),
            TestContext.Current.CancellationToken);

        Requires.That(program.ExitCode is not (126 or 127), "needs a build folder that every user can read.");
        Assert.Equal((2, ""), (program.ExitCode, program.Output));
        Assert.Contains("belongs to root: run this as that user", program.Errors, StringComparison.Ordinal);
    }
}
