using Reconciler.Testing;

namespace Reconciler.Acceptance.Crashes;

/// <summary>Every call with which a command changes the disk, with every fault that can befall it; <c>tests/run</c> takes some of them, <c>tests/long</c> all.</summary>
/// <param name="site">Where, and which command.</param>
/// <param name="operation">The row's name in the table.</param>
public abstract class CrashTests(Interruption site, string operation)
{
    [Theory(Timeout = 36_000_000)]
    [InlineData("SIGKILL", 4)]
    [InlineData("ENOSPC", 2)]
    [InlineData("EDQUOT", 1)]
    [InlineData("EROFS", 1)]
    [InlineData("EIO", 1)]
    [InlineData("EMFILE", 1)]
    public async Task Fault_AtACallThatChangesTheDisk_OldOrNewIsServedAndTheNextRunHeals(string fault, int sampled)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await site.PrepareAsync(cancellationToken);
        var calls = site.CallsFor(Fault.ByName[fault]);
        var taken = Taken(calls, sampled);

        var tally = new FaultTally();
        foreach (var call in taken)
        {
            await site.SurviveAsync(Fault.ByName[fault], call, tally, cancellationToken);
        }

        // Where threads share the work, another call may have the number this time.
        foreach (var call in calls.Except(taken).TakeWhile(_ => tally.Hits == 0))
        {
            await site.SurviveAsync(Fault.ByName[fault], call, tally, cancellationToken);
        }

        Assert.NotEqual(0, tally.Hits);
        Depth.WriteFigures("crashes", $"| {operation} | {fault} | {calls.Count} | {taken.Count} | {tally} |");
    }

    // Others for each operation, so that the samples together see more kinds of calls.
    private List<DiskCall> Taken(IReadOnlyList<DiskCall> calls, int sampled)
    {
        var stride = Depth.Stride(Math.Max(1, calls.Count / sampled));
        var phase = operation.Sum(letter => letter) % stride;
        return [.. calls.Where((_, index) => index % stride == phase)];
    }
}
