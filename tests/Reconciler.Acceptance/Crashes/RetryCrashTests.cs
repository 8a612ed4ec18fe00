namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it does what <c>reconciler retry</c> asked for.</summary>
public sealed class RetryCrashTests(InterruptedRetry retry) : IClassFixture<InterruptedRetry>
{
    [Theory(Timeout = 3_600_000)]
    [InlineData("rename", 3, 3)]
    [InlineData("unlink", 4, 2)]
    public async Task Run_KilledOnItsWay_DoesNotForgetTheRetry(string call, int stride, int least)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await retry.PrepareAsync(cancellationToken);

        var kills = await retry.KillAsync(retry.PointsOf(call, stride), cancellationToken);

        Assert.True(kills >= least, $"The run was killed at {kills} calls of {call} only.");
        TestContext.Current.SendDiagnosticMessage($"{call}: {kills} kills");
    }
}
