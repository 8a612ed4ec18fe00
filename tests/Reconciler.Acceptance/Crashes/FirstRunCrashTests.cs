namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it publishes for the first time.</summary>
public sealed class FirstRunCrashTests(InterruptedFirstRun run) : IClassFixture<InterruptedFirstRun>
{
    /// <param name="call">The system call.</param>
    /// <param name="stride">Every how many of its calls the run is killed: most are those of any run, or of Git, which makes the mirror under another name.</param>
    /// <param name="least">How many kills there are at least.</param>
    [Theory(Timeout = 3_600_000)]
    [InlineData("rename", 8, 4)]
    [InlineData("link", 6, 2)]
    [InlineData("symlink", 5, 3)]
    [InlineData("unlink", 5, 2)]
    [InlineData("mkdir", 6, 3)]
    [InlineData("fsync", 16, 2)]
    public async Task Run_KilledOnItsWay_ServesNothingOrAllAndTheNextRunHeals(string call, int stride, int least)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await run.PrepareAsync(cancellationToken);

        var kills = await run.KillAsync(run.PointsOf(call, stride), cancellationToken);

        Assert.True(kills >= least, $"The run was killed at {kills} calls of {call} only.");
        TestContext.Current.SendDiagnosticMessage($"{call}: {kills} kills");
    }
}
