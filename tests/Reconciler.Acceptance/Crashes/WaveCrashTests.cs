namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it publishes the first wave of a change.</summary>
public sealed class WaveCrashTests(InterruptedWave wave) : IClassFixture<InterruptedWave>
{
    /// <summary>The next run serves what the wave's phone gets, and leaves the others what they have, also where it finds the wave published and its record still there.</summary>
    [Theory(Timeout = 3_600_000)]
    [InlineData("rename", "/", 3, 4)]
    [InlineData("unlink", "/run.json", 1, 1)]
    [InlineData("fsync", "/state", 3, 4)]
    public async Task Run_KilledOnItsWay_ReachesNoPhoneOfALaterWave(string call, string path, int stride, int least)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await wave.PrepareAsync(cancellationToken);

        var kills = await wave.KillAsync(wave.PointsOf(call, path, stride), cancellationToken);

        Assert.True(kills >= least, $"The run was killed at {kills} calls of {call} only.");
        TestContext.Current.SendDiagnosticMessage($"{call}: {kills} kills");
    }
}
