namespace Reconciler.Acceptance.Crashes;

/// <summary>The shipped program is killed while it records what it has published: on the disk and on the status branch.</summary>
public sealed class RecordCrashTests(InterruptedRecord record) : IClassFixture<InterruptedRecord>
{
    [Theory(Timeout = 3_600_000)]
    [InlineData("rename", 1, 3)]
    [InlineData("link", 2, 2)]
    [InlineData("unlink", 2, 3)]
    [InlineData("fsync", 1, 2)]
    public async Task Run_KilledOnItsWay_TheNextRunRecords(string call, int stride, int least)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await record.PrepareAsync(cancellationToken);

        var kills = await record.KillAsync(record.PointsOf(call, stride), cancellationToken);

        Assert.True(kills >= least, $"The run was killed at {kills} calls of {call} only.");
        TestContext.Current.SendDiagnosticMessage($"{call}: {kills} kills");
    }
}
