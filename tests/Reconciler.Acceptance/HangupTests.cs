using System.Globalization;
using Reconciler.Acceptance.Offices;
using Reconciler.Testing;

namespace Reconciler.Acceptance;

/// <summary>A hook after a push does not know whether the agent has just been started.</summary>
public sealed class HangupTests : IDisposable
{
    private const int Hangup = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Hangup_BeforeTheAgentHasReadItsFile_EndsNothing()
    {
        File.SetUnixFileMode(_folder.Write("master.key", new string('k', 48)), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var config = _folder.Write("agent.yaml", $$"""
            repository: { url: {{_folder.PathOf("none.git")}} }
            served: { directory: {{_folder.MakeFolder("srv")}} }
            asterisk: { directory: {{_folder.MakeFolder("asterisk")}} }
            secrets: { masterKeyFile: {{_folder.PathOf("master.key")}} }
            state: { directory: {{_folder.MakeFolder("state")}} }

            """);
        await using var agent = RunningProcess.Start(ReconcilerProgram.Command[0], [.. ReconcilerProgram.Command.Skip(1), "agent", "--config", config]);
        await Eventually.HoldsAsync("the program catches it", Patience, () => Task.FromResult(IsCaught(agent.Id)), Cancellation);

        agent.Signal("HUP");
        await agent.WaitForOutputAsync("a run is asked for", Cancellation);

        Assert.False(agent.HasExited);
    }

    private static bool IsCaught(int process)
    {
        var caught = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("SigCgt:", StringComparison.Ordinal))["SigCgt:".Length..];
        return (ulong.Parse(caught.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Hangup - 1))) != 0;
    }
}
