namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed at its calls that change the disk, while it applies a push.</summary>
public sealed class PushCrashTests(InterruptedPush push) : IClassFixture<InterruptedPush>
{
    /// <param name="call">The system call.</param>
    /// <param name="stride">
    /// Every how many of its calls the run is killed, but for tests/long. The directories that are made and removed one after the other are nobody's yet or nobody's any more.
    /// </param>
    /// <param name="least">How many kills there are at least.</param>
    [Theory(Timeout = 3_600_000)]
    [InlineData("rename", 4, 4)]
    [InlineData("link", 2, 2)]
    [InlineData("symlink", 3, 2)]
    [InlineData("unlink", 5, 4)]
    [InlineData("rmdir", 3, 2)]
    [InlineData("mkdir", 4, 2)]
    [InlineData("fsync", 6, 4)]
    [InlineData("syncfs", 1, 2)]
    public async Task Run_KilledOnItsWay_ServesOldOrNewAndTheNextRunHeals(string call, int stride, int least)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await push.PrepareAsync(cancellationToken);

        var kills = await push.KillAsync(push.PointsOf(call, stride), cancellationToken);

        Assert.True(kills >= least, $"The run was killed at {kills} calls of {call} only.");
        TestContext.Current.SendDiagnosticMessage($"{call}: {kills} kills");
    }
}
