using Reconciler.Testing;

namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it packs its mirror.</summary>
public sealed class PackingCrashTests(InterruptedPacking packing) : IClassFixture<InterruptedPacking>
{
    // The new pack is there, and of what it replaces the first, some, or nearly all is gone.
    private const string Removal = "mirror.git/objects/";
    private static readonly int Stride = Depth.IsLong ? 25 : 250;
    private const int Least = 5;

    [Fact(Timeout = 3_600_000)]
    public async Task Run_KilledWhileItRemovesWhatItPacked_LosesNoObject()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await packing.PrepareAsync(cancellationToken);

        var kills = await packing.KillAsync(packing.PointsOf("unlink", Removal).Where((_, index) => index % Stride == 0), cancellationToken);

        Assert.True(kills >= Least, $"The run was killed at {kills} calls only.");
        TestContext.Current.SendDiagnosticMessage($"{kills} kills");
    }
}
