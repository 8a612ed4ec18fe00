using System.Text.Json;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>A rollout that does not go on is told where people look: in the conditions, the history, the logs and the status branch.</summary>
public sealed class RolloutStatusTests : IDisposable
{
    private const string Waves = "rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ], settle: 5m, deadline: 30m, onFailure: hold }\n";
    private const string Nights = "windows: [ { name: nights, allow: \"0 0 22 * * ?\", length: 6h, timeZone: UTC } ]\n";

    private readonly CollectingLogger<ReconcileRun> _log = new();
    private readonly Site _site;

    public RolloutStatusTests() => _site = new Site { HasPhones = true, Logger = _log };

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData("hold", "RolloutHeld", "is held")]
    [InlineData("rollback", "RolloutRolledBack", "is rolled back")]
    public async Task Wave_NotProved_MakesTheSiteNotReadyAndIsReportedOnce(string onFailure, string word, string verb)
    {
        await StartAsync(Waves.Replace("hold", onFailure, StringComparison.Ordinal));
        await ChangeAsync("Paris");
        await _site.PassAsync(TimeSpan.FromMinutes(31));

        await _site.RunAsync();
        var stopped = _site.Time.GetUtcNow();
        await _site.PassAsync(TimeSpan.FromMinutes(31));
        await _site.RunAsync();
        await _site.RunAsync();

        var message = _site.Remembered.Rollout!.Message;
        Assert.Contains("did not run the change", message, StringComparison.Ordinal);
        AssertCondition(ConditionType.Published, ConditionStatus.False, word, message);
        Assert.Equal(stopped, ConditionOf(ConditionType.Published).Since);
        AssertCondition(ConditionType.Ready, ConditionStatus.False, word, message);
        Assert.Equal(stopped, ConditionOf(ConditionType.Ready).Since);
        var news = Assert.Single(_site.Remembered.History, run => run.Result == word);
        Assert.Equal(ExitCode.Done, news.ExitCode);
        Assert.Equal(_site.Repository.Head, news.Commit.ToString());
        Assert.Equal($"The rollout of {news.Commit!.Value.Abbreviated} {verb}: {message}", news.Message);
        Assert.Single(Logged(), result => result == word);
        Assert.Single(_log.Messages, text => text == news.Message);
    }

    [Fact]
    public async Task Rollout_ThatStopped_IsReadyAgainOnceItGoesOnOrIsOver()
    {
        await StartAsync(Waves);
        await ChangeAsync("Paris");
        Say("abort");
        await _site.RunAsync();
        AssertCondition(ConditionType.Ready, ConditionStatus.False, "RolloutAborted");

        Say("resume");
        await _site.RunAsync();
        AssertCondition(ConditionType.Published, ConditionStatus.True, "Wave");
        AssertCondition(ConditionType.Ready, ConditionStatus.True, "Reconciled");
        await _site.PassAsync(TimeSpan.FromMinutes(31));
        await _site.RunAsync();
        AssertCondition(ConditionType.Ready, ConditionStatus.False, "RolloutHeld");

        Say("resume");
        await _site.RunAsync();
        AssertCondition(ConditionType.Published, ConditionStatus.True, "Published");
        AssertCondition(ConditionType.Ready, ConditionStatus.True, "Reconciled");
        Assert.Equal(["Applied", "Applied", "RolloutAborted", "Applied", "Applied", "RolloutHeld", "Applied"], Logged());
    }

    [Fact]
    public async Task Rollout_ThatGoesOn_IsPublishedAndSaysWhatItWaitsFor()
    {
        await StartAsync(Waves);

        await ChangeAsync("Paris");
        await _site.RunAsync();

        AssertCondition(ConditionType.Published, ConditionStatus.True, "Wave");
        var message = ConditionOf(ConditionType.Published).Message;
        Assert.Equal(
            $"wave 1 of 2 of {_site.Repository.Head[..10]}, 1 phone waits; the next goes once all phones of this one have run the change for 5 minutes, which may take until 2026-03-01 09:30 UTC",
            message);
        Assert.Contains($"**Rollout of** `{_site.Repository.Head[..10]}`: goes on since 2026-03-01 09:00:00Z (wave 1 of 2, 1 phone waits).\n", Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollout_ThatWaitsForAWindow_IsReadyAndReportedOnce_AlsoOnThePage()
    {
        await StartAsync(Nights);
        _site.Repository.Commit("Restart", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna", "parameters: { Network_Startup_Delay: \"7\" }\n")));

        await _site.RunAsync();
        await _site.RunAsync();
        await _site.RunAsync();

        AssertCondition(ConditionType.Published, ConditionStatus.True, "Wave", _site.Remembered.Rollout!.Message);
        AssertCondition(ConditionType.Ready, ConditionStatus.True, "Reconciled");
        Assert.Single(Logged(), result => result == "RolloutWaiting");
        Assert.Contains("`: waits for a window since", Page, StringComparison.Ordinal);
        Assert.Contains("the window \"nights\", which opens at", Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunKilled_BetweenTheDecisionAndItsRecord_IsReportedByTheNext()
    {
        await StartAsync(Waves);
        await ChangeAsync("Paris");
        var states = new StateStore(_site.Storage);
        var state = states.Load();
        states.Save(state with { Rollout = state.Rollout! with { State = RolloutState.Held, Message = "It did not run the change." } });

        await _site.RunAsync();

        Assert.Single(Logged(), result => result == "RolloutHeld");
    }

    [Fact]
    public async Task FileChangedByHand_IsWorseNewsThanAHeldRollout_WhichIsNotReportedAnewAfterwards()
    {
        await StartAsync(Waves);
        await ChangeAsync("Paris");
        await _site.PassAsync(TimeSpan.FromMinutes(31));
        _site.Drift = DriftMode.Report;
        await _site.RunAsync();
        AssertCondition(ConditionType.Published, ConditionStatus.False, "RolloutHeld");
        var profile = _site.Profile("002584000001")!;

        await LookAfterAsync("by hand");
        AssertCondition(ConditionType.Published, ConditionStatus.False, "Drift");
        await LookAfterAsync(profile);
        AssertCondition(ConditionType.Published, ConditionStatus.False, "RolloutHeld");
        Assert.Single(Logged(), result => result == "RolloutHeld");
    }

    private async Task LookAfterAsync(string profile)
    {
        await File.WriteAllTextAsync(Path.Combine(_site.Served, "xml", "spa002584000001.xml"), profile, TestContext.Current.CancellationToken);
        await _site.PassAsync(TimeSpan.FromMinutes(11));
        await _site.RunAsync();
    }

    private string Page => _site.Repository.ReadText("status/office", "README.md")!;

    private async Task StartAsync(string more)
    {
        _site.Repository.Commit("Start", ("site.yaml", SmallOffice.Site + "\n" + more));
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        await _site.PassAsync(TimeSpan.FromHours(1));
    }

    private async Task ChangeAsync(string stationName)
    {
        _site.Repository.Commit("Change", ("profiles/base.yaml", SmallOffice.Profile + $"\nstationName: {stationName}\n"));
        await _site.RunAsync();
    }

    private void Say(string word) => _site.Controls.Write(Control.Rollout, word);

    private void AssertCondition(ConditionType type, ConditionStatus status, string reason, string? message = null)
    {
        var condition = ConditionOf(type);
        Assert.Equal(status, condition.Status);
        Assert.Equal(reason, condition.Reason);
        Assert.Equal(message ?? condition.Message, condition.Message);
    }

    private Condition ConditionOf(ConditionType type) => _site.Remembered.Conditions.Single(c => c.Type == type);

    private List<string?> Logged() => [.. File.ReadLines(Path.Combine(_site.State, "status.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("result").GetString())];
}
