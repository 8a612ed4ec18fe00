namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it packs its mirror.</summary>
public sealed class PackingCrashTests(InterruptedPacking packing) : IClassFixture<InterruptedPacking>
{
    // The new pack is there, and of what it replaces the first, some, or nearly all is gone.
    private const string Removal = "mirror.git/objects/";
    private const int Stride = 250;
    private const int Least = 5;

    [Fact(Timeout = 600_000)]
    public async Task Run_KilledWhileItRemovesWhatItPacked_LosesNoObject()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await packing.PrepareAsync(cancellationToken);

        var kills = await packing.KillAsync(packing.PointsOf("unlink", Removal, Stride), cancellationToken);

        Assert.True(kills >= Least, $"The run was killed at {kills} calls only.");
        TestContext.Current.SendDiagnosticMessage($"{kills} kills");
    }
}
