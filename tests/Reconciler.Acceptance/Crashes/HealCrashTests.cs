namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it heals what somebody changed by hand.</summary>
public sealed class HealCrashTests(InterruptedHeal heal) : IClassFixture<InterruptedHeal>
{
    [Theory(Timeout = 3_600_000)]
    [InlineData("rename", 4, 2)]
    [InlineData("renameat2", 1, 1)]
    [InlineData("symlink", 1, 2)]
    [InlineData("unlink", 2, 2)]
    [InlineData("mkdir", 3, 2)]
    public async Task Heal_KilledOnItsWay_IsFinishedByTheNextRun(string call, int stride, int least)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await heal.PrepareAsync(cancellationToken);

        var kills = await heal.KillAsync(heal.PointsOf(call, stride), cancellationToken);

        Assert.True(kills >= least, $"The run was killed at {kills} calls of {call} only.");
        TestContext.Current.SendDiagnosticMessage($"{call}: {kills} kills");
    }
}
