namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed at its calls that change the disk, while it applies a push.</summary>
public sealed class PushCrashTests(InterruptedPush push) : IClassFixture<InterruptedPush>
{
    /// <param name="call">The system call.</param>
    /// <param name="stride">
    /// Every how many of its calls the run is killed. The directories that are made and removed one after the other are nobody's yet or nobody's any more.
    /// </param>
    /// <param name="least">How many kills there are at least.</param>
    [Theory(Timeout = 600_000)]
    [InlineData("rename", 1, 15)]
    [InlineData("link", 1, 3)]
    [InlineData("symlink", 1, 5)]
    [InlineData("unlink", 1, 20)]
    [InlineData("rmdir", 3, 2)]
    [InlineData("mkdir", 4, 2)]
    [InlineData("fsync", 1, 24)]
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
