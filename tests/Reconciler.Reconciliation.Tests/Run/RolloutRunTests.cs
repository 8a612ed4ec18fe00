using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>A change goes to the phones in waves: each run takes one step at most, by what is known of the phones, the clock and a person's word.</summary>
public sealed class RolloutRunTests : RolloutScenario
{
    [Fact]
    public async Task Push_WithWaves_ReachesTheOthersOnlyOnceTheCanaryIsProvedForSoLong()
    {
        await StartAsync(Waves);
        var before = Site.Remembered.Published;
        ChangeAll("Paris");

        var first = await Site.RunAsync();
        var waiting = await Site.RunAsync();

        Assert.Equal(RunResult.Applied, first.Result);
        Assert.Equal(1, first.PhonesChanged);
        Assert.Equal(RunResult.NoChange, waiting.Result);
        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));
        Assert.Equal(before, Site.Remembered.Published);
        Assert.Equal(1, Site.Remembered.Rollout!.Wave);
        Assert.Equal(2, Site.Remembered.Rollout.Of);
        Assert.Equal(1, Site.Remembered.Rollout.Held);

        await ProveAsync(Anna);
        Assert.Equal(RunResult.NoChange, (await Site.RunAsync()).Result);
        await Site.PassAsync(TimeSpan.FromMinutes(5));
        var last = await Site.RunAsync();

        Assert.Equal(RunResult.Applied, last.Result);
        Assert.True(Has(Ben, "Paris"));
        Assert.Equal(Site.Repository.Head, Site.Remembered.Published.ToString());
        Assert.Null(Site.Remembered.Rollout);
    }

    [Fact]
    public async Task Wave_NotProvedByItsDeadline_IsHeldUntilSomebodySaysSo()
    {
        await StartAsync(Waves);
        ChangeAll("Paris");
        await Site.RunAsync();
        await Site.PassAsync(TimeSpan.FromMinutes(31));

        var held = await Site.RunAsync();
        await Site.PassAsync(TimeSpan.FromDays(1));
        await Site.RunAsync();

        Assert.Equal(RunResult.NoChange, held.Result);
        Assert.Equal(RolloutState.Held, Site.Remembered.Rollout!.State);
        Assert.Contains("00:25:84:00:00:01 did not run the change within 30 minutes", Site.Remembered.Rollout.Message, StringComparison.Ordinal);
        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Paris"));

        Site.Controls.Write(Control.Rollout, "resume");
        await Site.RunAsync();
        Assert.True(Has(Ben, "Paris"));
        Assert.Null(Site.Remembered.Rollout);
        Assert.Null(Site.Controls.Read(Control.Rollout));
    }

    [Theory]
    [InlineData(true, 5, 1)]
    [InlineData(false, 30, 1)]
    public async Task Rollout_ForeseenByTheClock_ChangesAtThatMomentAndNotBefore(bool isProved, int minutes, int looks)
    {
        await StartAsync(Waves);
        ChangeAll("Paris");
        await Site.RunAsync();
        var since = Site.Time.GetUtcNow();
        if (isProved)
        {
            await ProveAsync(Anna);
            since = Site.Time.GetUtcNow();
        }

        var woken = 0;
        while (Foresee() is { IsDue: false, NextChange: { } moment })
        {
            // What the agent does: it sleeps until then, and looks.
            await Site.PassAsync(moment - Site.Time.GetUtcNow());
            woken++;
        }

        Assert.Equal(looks, woken);
        Assert.Equal(TimeSpan.FromMinutes(minutes), new TimeSpan((Site.Time.GetUtcNow() - since).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond));
        await Site.RunAsync();
        Assert.Equal(isProved, Has(Ben, "Paris"));
        Assert.Equal(isProved ? null : RolloutState.Held, Site.Remembered.Rollout?.State);
        Assert.Equal(RolloutOutlook.None, Foresee());
    }

    private RolloutOutlook Foresee() => new RunFactory(Site.Setup()).Foresight.ForeseeRollout();

    [Theory]
    [InlineData("a line of it is not registered")]
    [InlineData("it registers with another firmware")]
    [InlineData("it was last seen before it was published")]
    public async Task Wave_OfWhichNotAllIsProved_DoesNotGoOn(string fault)
    {
        await StartAsync(Waves, "firmware: 7.6.2\n");
        ChangeAll("Paris");
        await Site.RunAsync();
        await ProveAsync(Anna, fault);
        if (fault.Contains("before", StringComparison.Ordinal))
        {
            Site.Time.Advance(TimeSpan.FromMinutes(10));
        }
        else
        {
            await Site.PassAsync(TimeSpan.FromMinutes(10));
        }


        await Site.RunAsync();

        Assert.Equal(1, Site.Remembered.Rollout!.Wave);
        Assert.False(Has(Ben, "Paris"));
    }

    [Fact]
    public async Task Wave_NotProvedWithRollback_GetsBackWhatItHadToTheByte()
    {
        await StartAsync(Waves.Replace("hold", "rollback", StringComparison.Ordinal));
        var (profile, dialplan) = (Site.Profile(Anna), Site.Dialplan);
        ChangeAll("Paris", ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));
        await Site.RunAsync();
        Assert.Contains("exten => 600,", Site.Dialplan, StringComparison.Ordinal);
        await Site.PassAsync(TimeSpan.FromMinutes(31));

        await Site.RunAsync();
        var rest = await Site.RunAsync();

        Assert.Equal(RolloutState.RolledBack, Site.Remembered.Rollout!.State);
        Assert.Equal(0, Site.Remembered.Rollout.Wave);
        Assert.Equal(2, Site.Remembered.Rollout.Held);
        Assert.Equal(profile, Site.Profile(Anna));
        Assert.Equal(dialplan, Site.Dialplan);
        Assert.Equal(RunResult.NoChange, rest.Result);
    }

    [Fact]
    public async Task Abort_OfARollout_GivesBackWhatEachPhoneHad_AndANewCommitBeginsAnew()
    {
        await StartAsync(Waves);
        var profile = Site.Profile(Anna);
        ChangeAll("Paris");
        await Site.RunAsync();
        Site.Controls.Write(Control.Rollout, "abort");

        await Site.RunAsync();
        Assert.Equal(profile, Site.Profile(Anna));
        Assert.Equal(RolloutState.Aborted, Site.Remembered.Rollout!.State);

        ChangeAll("Rome");
        await Site.RunAsync();
        Assert.True(Has(Anna, "Rome"));
        Assert.False(Has(Ben, "Rome"));
        Assert.Equal(RolloutState.Running, Site.Remembered.Rollout!.State);
    }

    [Fact]
    public async Task Push_DuringARollout_KeepsForEachPhoneWhatItHas()
    {
        await StartAsync("rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] }, 50% ] }\n", phones: 4);
        var untouched = Site.Profile("002584000104");
        ChangeAll("Paris");
        await Site.RunAsync();
        ChangeAll("Rome", ("site.yaml", SmallOffice.Site + Environment.NewLine + "rollout: { waves: [ { canary: [\"00:25:84:00:00:02\"] } ] }\n"));

        await Site.RunAsync();

        Assert.True(Has(Anna, "Paris"));
        Assert.True(Has(Ben, "Rome"));
        Assert.Equal(untouched, Site.Profile("002584000104"));
        Site.Controls.Write(Control.Rollout, "abort");
        await Site.RunAsync();
        Assert.True(Has(Anna, "Paris"));
        Assert.False(Has(Ben, "Rome"));
        Assert.False(Has(Ben, "Paris"));
    }

    [Theory]
    [InlineData("hold", true)]
    [InlineData("rollback", false)]
    public async Task Push_OfSomethingElse_SendsNothingOnThatTheCanaryHasNotProved(string onFailure, bool keepsIt)
    {
        await StartAsync($"rollout: {{ waves: [ {{ canary: [\"00:25:84:00:00:01\"] }}, 50% ], settle: 5m, deadline: 30m, onFailure: {onFailure} }}\n", phones: 4);
        var before = Site.Profile(Anna);
        ChangeAll("Paris");
        await Site.RunAsync();
        Site.Repository.Commit("Something else", ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));

        await Site.RunAsync();
        await Site.PassAsync(TimeSpan.FromMinutes(20));
        await Site.RunAsync();
        Assert.Equal([true, false, false, false], Enumerable.Range(1, 4).Select(i => Has(MacOf(i), "Paris")));
        await Site.PassAsync(TimeSpan.FromMinutes(20));
        await Site.RunAsync();

        Assert.Equal([keepsIt, false, false, false], Enumerable.Range(1, 4).Select(i => Has(MacOf(i), "Paris")));
        Assert.Equal(keepsIt ? RolloutState.Held : RolloutState.RolledBack, Site.Remembered.Rollout!.State);
        Assert.True(keepsIt || Site.Profile(Anna) == before);
    }

    [Fact]
    public async Task Push_OfSomethingElse_GoesOnOnceTheCanaryHasProvedWhatItGotBefore()
    {
        await StartAsync(Waves);
        ChangeAll("Paris");
        await Site.RunAsync();
        Site.Repository.Commit("Something else", ("groups/all.yaml", "group: 600\nring: [151, 152]\n"));
        await Site.RunAsync();
        Assert.False(Has(Ben, "Paris"));

        await ProveAsync(Anna);
        await Site.PassAsync(TimeSpan.FromMinutes(6));
        await Site.RunAsync();

        Assert.True(Has(Ben, "Paris"));
        Assert.Null(Site.Remembered.Rollout);
        Assert.Equal(Site.Repository.Head, Site.Remembered.Published.ToString());
    }
}
