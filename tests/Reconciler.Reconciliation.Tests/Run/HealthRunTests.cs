using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>Ready is true only while Asterisk answers and is the one that was read back.</summary>
public sealed class HealthRunTests : IDisposable
{
    private static readonly PbxUnavailableException Away = new(PbxUnavailableReason.Unreachable, "Asterisk does not answer.");
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Asterisk_AwayWithNothingNew_MakesActivatedUnknownAndReadyFalse_UntilItAnswersAndIsReadBack(bool restarts)
    {
        await _site.RunAsync();
        _site.Pbx.Calls.Clear();
        _site.Pbx.Unavailable["look"] = Away;

        var away = await _site.RunAsync();
        var (activatedMeanwhile, readyMeanwhile) = (Status(ConditionType.Activated), Status(ConditionType.Ready));
        var page = Encoding.UTF8.GetString(StatusPage.ToBytes(StatusRecord.Of(_site.Remembered, null), null));
        _site.Pbx.Unavailable.Clear();
        _site.Pbx.Lifetime = restarts ? new PbxLifetime("2026-03-01 08:00:07", "2026-03-01 08:00:07") : _site.Pbx.Lifetime;
        var back = await _site.RunAsync();

        Assert.Equal(ExitCode.ActivationFailed, away.ExitCode);
        Assert.Equal(RunResult.Failed, away.Result);
        Assert.Equal(ConditionStatus.Unknown, activatedMeanwhile);
        Assert.Equal(ConditionStatus.False, readyMeanwhile);
        Assert.DoesNotContain("running in Asterisk", page, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, back.ExitCode);
        Assert.Equal(ConditionStatus.True, Status(ConditionType.Activated));
        Assert.Equal(ConditionStatus.True, Status(ConditionType.Ready));
        Assert.Equal(["drift"], _site.Pbx.Calls);
    }

    [Fact]
    public async Task Asterisk_TheSameAndNothingNew_IsNotReadBackAgain()
    {
        await _site.RunAsync();
        _site.Pbx.Calls.Clear();

        await _site.RunAsync();
        await _site.RunAsync();

        Assert.Empty(_site.Pbx.Calls);
    }

    [Fact]
    public async Task Asterisk_RestartedBetweenTwoRuns_WithOtherObjects_IsNotReady_AndIsPutRight()
    {
        _site.Drift = DriftMode.Heal;
        await _site.RunAsync();
        await _site.RunAsync();
        _site.Pbx.Lifetime = new PbxLifetime("2026-03-01 08:00:07", "2026-03-01 08:00:07");
        _site.Pbx.Drift.Add(new PbxProblem("endpoint 151", "Asterisk does not have it.", null));
        _site.Pbx.Calls.Clear();

        var healed = await _site.RunAsync();

        Assert.Equal(RunResult.Applied, healed.Result);
        Assert.Contains(_site.Pbx.Calls, call => call.StartsWith("reload", StringComparison.Ordinal));
        Assert.Equal(ConditionStatus.True, Status(ConditionType.Ready));
    }

    [Fact]
    public async Task Asterisk_RestartedWithOtherObjects_IsNotReady_WhereNothingIsPutRight()
    {
        _site.Drift = DriftMode.Report;
        await _site.RunAsync();
        await _site.RunAsync();
        _site.Pbx.Lifetime = new PbxLifetime("2026-03-01 08:00:07", "2026-03-01 08:00:07");
        _site.Pbx.Standing.Add(new PbxProblem("endpoint 151", "Asterisk does not have it.", null));

        await _site.RunAsync();

        Assert.Equal(ConditionStatus.False, Status(ConditionType.Activated));
        Assert.Equal(ConditionStatus.False, Status(ConditionType.Ready));
    }

    [Fact]
    public async Task LabelChange_WhileAsteriskIsAway_IsPublished_AndSaysThatItIsAway()
    {
        await _site.RunAsync();
        _site.Pbx.Unavailable["look"] = Away;
        _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.ActivationFailed, outcome.ExitCode);
        Assert.Equal(1, outcome.PhonesChanged);
        Assert.Contains(">Anna B.<", _site.Profile("002584000001"), StringComparison.Ordinal);
        Assert.Equal(["Failed", "Applied"], _site.Remembered.History.Take(2).Select(run => run.Result));
        Assert.Equal(ConditionStatus.Unknown, Status(ConditionType.Activated));
        Assert.Equal(ConditionStatus.False, Status(ConditionType.Ready));
    }

    [Fact]
    public async Task Commit_TakenBackWhileAsteriskIsAway_IsTrueOnlyOnceAsteriskIsReadBack()
    {
        await _site.RunAsync();
        _site.Pbx.Unavailable["check"] = Away;
        _site.Pbx.Unavailable["look"] = Away;
        _site.Repository.Commit("Hire", ("extensions/new.yaml", "extension: 153\nname: Cleo\n"));
        await _site.RunAsync();
        _site.Repository.Remove("Take it back", "extensions/new.yaml");

        await _site.RunAsync();
        var meanwhile = Status(ConditionType.Activated);
        _site.Pbx.Unavailable.Clear();
        await _site.RunAsync();

        Assert.Equal(ConditionStatus.Unknown, meanwhile);
        Assert.Equal(ConditionStatus.True, Status(ConditionType.Activated));
    }

    [Fact]
    public async Task Quarantined_AndAsteriskRestarts_StaysFalseOfTheRefusedCommit()
    {
        await _site.RunAsync();
        _site.Repository.Commit("Hire", ("extensions/new.yaml", "extension: 153\nname: Cleo\n"));
        _site.Pbx.BadReadBacks = 1;
        await _site.RunAsync();
        _site.Pbx.Lifetime = new PbxLifetime("2026-03-01 08:00:07", "2026-03-01 08:00:07");

        await _site.RunAsync();

        Assert.Equal("Quarantined", _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Activated).Reason);
        Assert.Equal(_site.Pbx.Lifetime, _site.Remembered.ReadFrom);
    }

    [Fact]
    public async Task Suspended_WhileAsteriskIsAway_IsNotReadyEither()
    {
        await _site.RunAsync();
        _site.Controls.Write(Control.Suspend, "Holidays");
        _site.Pbx.Unavailable["look"] = Away;

        var outcome = await _site.RunAsync();

        Assert.Equal(RunResult.Suspended, outcome.Result);
        Assert.Equal(ConditionStatus.False, Status(ConditionType.Ready));
    }

    private ConditionStatus Status(ConditionType type) => _site.Remembered.Conditions.Single(c => c.Type == type).Status;
}
