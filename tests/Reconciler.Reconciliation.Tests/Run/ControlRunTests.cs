using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

public sealed class ControlRunTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Guard_HalfTheFleetRemoved_IsRefusedUntilApprovedOnTheHost()
    {
        var refused = await RemoveManyAsync();
        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.NotNull(_site.Profile("002584010000"));

        _site.Controls.AddLine(Control.Approve, refused.PlanToApprove());

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Null(_site.Profile("002584010000"));
    }

    [Fact]
    public async Task Guard_HalfTheFleetRemoved_PassesWithTheTrailerInACommit()
    {
        var refused = await RemoveManyAsync();

        _site.Repository.Commit($"Yes, remove them\n\nAllow-Plan: {refused.PlanToApprove()}\n", ("README.md", "fewer phones"));

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Null(_site.Profile("002584010000"));
    }

    [Fact]
    public async Task Guard_EveryPhoneRemoved_IsRefused()
    {
        var (extensions, phones) = SmallOffice.Many(12);
        _site.Repository.Commit("Grow", ("extensions/many.yaml", extensions), ("phones/many.yaml", phones));
        await _site.RunAsync();
        _site.Repository.Remove("Empty", "phones/many.yaml", "phones/anna.yaml", "phones/ben.yaml");

        Assert.Equal(ExitCode.Refused, (await _site.RunAsync()).ExitCode);
        Assert.NotNull(_site.Profile("002584000001"));
    }

    [Fact]
    public async Task Suspended_NothingIsAppliedUntilResumed()
    {
        await _site.RunAsync();
        _site.Controls.Write(Control.Suspend, "PBX upgrade");
        _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Equal(RunResult.Suspended, outcome.Result);
        Assert.Contains(">Anna<", _site.Profile("002584000001"), StringComparison.Ordinal);
        Assert.Equal("PBX upgrade", _site.Remembered.Suspended?.Reason);

        _site.Controls.Clear(Control.Suspend);
        Assert.Equal(RunResult.Applied, (await _site.RunAsync()).Result);
    }

    [Fact]
    public async Task Rollback_ToAnEarlierCommit_ServesItUntilCleared()
    {
        await _site.RunAsync();
        var first = _site.Repository.Head;
        _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));
        await _site.RunAsync();

        _site.Controls.Write(Control.Rollback, first);
        await _site.RunAsync();
        Assert.Contains(">Anna<", _site.Profile("002584000001"), StringComparison.Ordinal);

        _site.Controls.Clear(Control.Rollback);
        await _site.RunAsync();
        Assert.Contains(">Anna B.<", _site.Profile("002584000001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfARun_IsOneCommitThatIsNotRepeated()
    {
        await _site.RunAsync();
        var first = _site.Repository.Log("status/office");
        await _site.RunAsync();

        Assert.Single(first);
        Assert.EndsWith("[skip ci]", first[0].Trim(), StringComparison.Ordinal);
        Assert.Equal(first, _site.Repository.Log("status/office"));
        var json = _site.Repository.ReadText("status/office", "status.json");
        Assert.Contains($"\"recorded\": \"{_site.Repository.Head}\"", json, StringComparison.Ordinal);
        Assert.Contains("00:25:84:00:00:01", _site.Repository.ReadText("status/office", "README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_CannotBePushed_TheRunIsDoneAndTheNextOneTriesAgain()
    {
        _site.StatusUrl = "/nowhere/status.git";

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.NotRecorded, outcome.ExitCode);
        Assert.NotNull(_site.Profile("002584000001"));
        Assert.Equal(ConditionStatus.False, _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Recorded).Status);

        _site.StatusUrl = null;
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Single(_site.Repository.Log("status/office"));
    }

    /// <summary>The push may have come through all the same: taken for untold, the branch would say what is over for as long as nothing else changes.</summary>
    [Fact]
    public async Task Status_PushThatIsNotHeardOf_LeavesWhatTheBranchSaysUnknown()
    {
        await _site.RunAsync();
        Assert.NotNull(_site.Remembered.RecordedStatus);
        _site.Repository.Commit("Break", ("site.yaml", "name: ["));
        _site.StatusUrl = "/nowhere/status.git";

        await _site.RunAsync();

        Assert.Null(_site.Remembered.RecordedStatus);
    }

    [Fact]
    public async Task Log_OfRuns_HasOneLineARunThatChangedSomethingOrFailed()
    {
        await _site.RunAsync();
        await _site.RunAsync();
        _site.Repository.Commit("Break", ("site.yaml", "name: ["));
        await _site.RunAsync();

        var lines = await File.ReadAllLinesAsync(Path.Combine(_site.State, "status.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"exitCode\":3", lines[1], StringComparison.Ordinal);
    }

    private async Task<RunOutcome> RemoveManyAsync()
    {
        var (extensions, phones) = SmallOffice.Many(12);
        _site.Repository.Commit("Grow", ("extensions/many.yaml", extensions), ("phones/many.yaml", phones));
        await _site.RunAsync();
        _site.Repository.Remove("Shrink", "extensions/many.yaml", "phones/many.yaml");
        return await _site.RunAsync();
    }
}
