using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>A rollout under way while what came after it on the branch is refused: it goes on, or back, all the same.</summary>
public sealed class RefusedHeadRolloutTests : IDisposable
{
    private const string Anna = "002584000001";
    private const string Ben = "002584000002";
    private const string Waves = "rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ], settle: 5m, deadline: 30m, onFailure: rollback }\n";

    private readonly Site _site = new() { HasPhones = true };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Abort_WhileTheHeadIsInvalid_GivesEachPhoneBackWhatItHad()
    {
        var before = await StartAsync();
        PushTypo();
        Assert.Equal(ExitCode.Invalid, (await _site.RunAsync()).ExitCode);

        _site.Controls.Write(Control.Rollout, "abort");
        var run = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, run.ExitCode);
        Assert.Equal(1, run.PhonesChanged);
        Assert.Equal(before, _site.Profile(Anna));
        Assert.Equal(RolloutState.Aborted, _site.Remembered.Rollout!.State);
        Assert.Equal(0, _site.Remembered.Rollout.Wave);
        var valid = _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Valid);
        Assert.Equal(ConditionStatus.False, valid.Status);
        Assert.Equal(_site.Repository.Head, _site.Remembered.Attempted.ToString());
        Assert.Contains(_site.Remembered.History, h => h.Result == nameof(RunResult.Applied) && h.Message.Contains("what was before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wave_NotProvedWhileTheHeadIsInvalid_GetsBackWhatItHad()
    {
        var before = await StartAsync();
        PushTypo();
        await _site.RunAsync();
        await _site.PassAsync(TimeSpan.FromMinutes(31));

        await _site.RunAsync();

        Assert.Equal(RolloutState.RolledBack, _site.Remembered.Rollout!.State);
        Assert.Equal(before, _site.Profile(Anna));
    }

    [Fact]
    public async Task Wave_ProvedWhileTheHeadIsInvalid_IsFollowedByTheNext()
    {
        await StartAsync();
        PushTypo();
        await _site.RunAsync();
        await _site.SeeAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));

        var run = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, run.ExitCode);
        Assert.True(Has(Ben, "Paris"));
        Assert.Null(_site.Remembered.Rollout);
    }

    [Fact]
    public async Task Abort_OfACommitThatTheGuardWouldRefuseNow_GoesBackUnasked()
    {
        var before = await StartAsync();
        _site.Repository.Commit("Nobody left", ("site.yaml", SmallOffice.Site), ("extensions/people.yaml", "- { extension: 199, name: Nobody, device: other }\n"), ("phones/anna.yaml", ""), ("phones/ben.yaml", ""));
        var refused = await _site.RunAsync();
        Assert.True(refused.ExitCode == ExitCode.Refused, refused.Message);

        _site.Controls.Write(Control.Rollout, "abort");
        await _site.RunAsync();

        Assert.Equal(before, _site.Profile(Anna));
        Assert.Equal(RolloutState.Aborted, _site.Remembered.Rollout!.State);
    }

    [Fact]
    public async Task Wave_ThatGoesOnWhileAsteriskRefusesTheHead_LeavesTheHeadInQuarantine()
    {
        await StartAsync();
        _site.Repository.Commit("Refused", ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));
        _site.Pbx.BadReadBacks = 1;
        Assert.Equal(ExitCode.ActivationFailed, (await _site.RunAsync()).ExitCode);
        var quarantined = _site.Remembered.Quarantined;
        await _site.SeeAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));

        await _site.RunAsync();
        _site.Pbx.Calls.Clear();
        await _site.RunAsync();

        Assert.NotNull(quarantined);
        Assert.True(Has(Ben, "Paris"));
        Assert.Equal(quarantined, _site.Remembered.Quarantined);
        Assert.DoesNotContain(_site.Pbx.Calls, call => call.StartsWith("reload", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Suspension_LongerThanTheDeadline_LeavesTheWaveItsTime()
    {
        await StartAsync();
        _site.Controls.Write(Control.Suspend, "maintenance");
        await _site.RunAsync();
        await _site.PassAsync(TimeSpan.FromHours(2));
        Assert.Equal(RolloutOutlook.None, new RunFactory(_site.Setup()).Foresight.ForeseeRollout());
        _site.Controls.Clear(Control.Suspend);

        await _site.RunAsync();
        Assert.Equal(RolloutState.Running, _site.Remembered.Rollout!.State);
        Assert.Equal(1, _site.Remembered.Rollout.Wave);

        await _site.PassAsync(TimeSpan.FromMinutes(31));
        await _site.RunAsync();
        Assert.Equal(RolloutState.RolledBack, _site.Remembered.Rollout!.State);
    }

    [Fact]
    public async Task Advance_TakesTheRolloutFurther_AndLooksForNoNewCommit()
    {
        await StartAsync();
        await _site.SeeAsync(Anna);
        await _site.PassAsync(TimeSpan.FromMinutes(6));
        var rolledOut = _site.Repository.Head;
        _site.Repository.Commit("By night", ("profiles/base.yaml", SmallOffice.Profile + "\nstationName: Rome\n"));

        var run = await new RunFactory(_site.Setup()).Create().AdvanceAsync(TestContext.Current.CancellationToken);

        Assert.Equal(RunResult.Applied, run.Result);
        Assert.True(Has(Ben, "Paris"));
        Assert.Equal(rolledOut, _site.Remembered.Published.ToString());
    }

    /// <summary>Both phones published, and a change of both out at the first; returns what that had.</summary>
    private async Task<string?> StartAsync()
    {
        _site.Repository.Commit("Waves", ("site.yaml", SmallOffice.Site + "\n" + Waves));
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        _site.Time.Advance(TimeSpan.FromHours(1));
        var before = _site.Profile(Anna);
        _site.Repository.Commit("Change", ("profiles/base.yaml", SmallOffice.Profile + "\nstationName: Paris\n"));
        await _site.RunAsync();
        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));
        return before;
    }

    private void PushTypo() => _site.Repository.Commit("Typo", ("profiles/base.yaml", SmallOffice.Profile + "\nstationNmae: Rome\n"));

    private bool Has(string mac, string text) => _site.Profile(mac)!.Contains(text, StringComparison.Ordinal);
}
