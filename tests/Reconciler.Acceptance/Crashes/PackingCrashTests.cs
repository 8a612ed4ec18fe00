using Reconciler.Testing;

namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it packs its mirror.</summary>
public sealed class PackingCrashTests(InterruptedPacking packing) : IClassFixture<InterruptedPacking>
{
    // The new pack is there, and of what it replaces the first, some, or nearly all is gone.
    private const string Removal = "mirror.git/objects/";
    private const int EveryInTheLongForm = 25;
    private const int Sampled = 3;

    [Fact(Timeout = 36_000_000)]
    public async Task Run_KilledWhileItRemovesWhatItPacked_LosesNoObject()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await packing.PrepareAsync(cancellationToken);

        var removals = packing.CallsOf("unlink", Removal).ToList();
        var tried = Depth.IsLong
            ? removals.Where((_, index) => index % EveryInTheLongForm == 0).ToList()
            : [.. Depth.Steps(removals.Count, Sampled).Select(step => removals[step - 1])];

        var tally = new FaultTally();
        foreach (var removal in tried)
        {
            await packing.SurviveAsync(Fault.Kill, removal, tally, cancellationToken);
        }

        Assert.True(tally.Hits == tried.Count && tally.Hits >= Sampled, $"The run was killed at {tally.Hits} of {tried.Count} calls only.");
        Depth.WriteFigures("crashes", $"| packing | SIGKILL | {removals.Count} | {tried.Count} | {tally} |");
    }
}
