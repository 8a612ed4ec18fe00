using Reconciler.Testing;

namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it packs its mirror.</summary>
public sealed class PackingCrashTests(InterruptedPacking packing) : IClassFixture<InterruptedPacking>
{
    // The new pack is there, and of what it replaces the first, some, or nearly all is gone.
    private const string Removal = "mirror.git/objects/";
    private static readonly int Stride = Depth.IsLong ? 25 : 250;
    private const int Least = 5;

    [Fact(Timeout = 36_000_000)]
    public async Task Run_KilledWhileItRemovesWhatItPacked_LosesNoObject()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await packing.PrepareAsync(cancellationToken);

        var removals = packing.CallsOf("unlink", Removal).ToList();

        var tally = new FaultTally();
        foreach (var removal in removals.Where((_, index) => index % Stride == 0))
        {
            await packing.SurviveAsync(Fault.Kill, removal, tally, cancellationToken);
        }

        Assert.True(tally.Hits >= Least, $"The run was killed at {tally.Hits} calls only.");
        Depth.WriteFigures("crashes", $"| packing | SIGKILL | {removals.Count} | {(removals.Count + Stride - 1) / Stride} | {tally} |");
    }
}
