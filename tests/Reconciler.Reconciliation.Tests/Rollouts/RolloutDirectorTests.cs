using Reconciler.Core.Windows;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Scheduling;

namespace Reconciler.Reconciliation.Tests.Rollouts;

/// <summary>A wave is judged by what was seen, not by what may be by now.</summary>
public sealed class RolloutDirectorTests
{
    private static readonly Rollout Running = GivenRollout.Running;

    // Ten in the evening; the rollout begins at eight in the morning.
    private static readonly Window Nights = new("nights", Allows: true, "0 0 22 * * ?", TimeSpan.FromHours(6), "UTC");

    [Theory]
    [InlineData(2, 6, false)]
    [InlineData(2, 7, true)]
    [InlineData(28, 31, false)]
    [InlineData(28, 33, true)]
    public void Wave_ThatRunsTheChange_IsDoneOnceItWasSeenToForLongEnough(int since, int observed, bool isDone)
    {
        var next = Next(Running, null, GivenRollout.Proof(since, observed), 600);

        Assert.Equal(RolloutState.Running, next.State);
        Assert.Equal(isDone ? 2 : 1, next.Goal);
    }

    [Theory]
    [InlineData(29, RolloutState.Running)]
    [InlineData(30, RolloutState.Held)]
    public void Wave_ThatDoesNot_FailsOnceItWasSeenNotToAfterItsDeadline(int observed, RolloutState state) =>
        Assert.Equal(state, Next(Running, null, GivenRollout.Proof(null, observed), 600).State);

    [Fact]
    public void Wave_WithoutAnybodyWhoSeesPhones_FailsByTheClock()
    {
        Assert.Equal(RolloutState.Running, Next(Running, null, null, 29).State);
        Assert.Equal(RolloutState.Held, Next(Running, null, null, 30).State);
    }

    [Theory]
    [InlineData(RolloutState.Running)]
    [InlineData(RolloutState.Held)]
    public void Resume_GoesOnWithoutThePhonesThatAreMissing_AndAsksForThemNoMore(RolloutState state)
    {
        var resumed = Next(Running with { State = state }, RolloutDirector.Resume, GivenRollout.Proof(null, 31), 40);

        Assert.Equal(RolloutState.Running, resumed.State);
        Assert.Equal(2, resumed.Goal);
        Assert.Equal([GivenRollout.First], resumed.Excused);
        Assert.Equal([GivenRollout.Second], (resumed with { Wave = 2 }).ToProve());
    }

    [Fact]
    public void Wave_ThatWasDecidedInItsWindowAndNotCarriedOut_WaitsForTheNext()
    {
        var decided = Running with { Windows = [Nights], Goal = 2 };

        var closed = Next(decided, null, null, 60);
        var open = Next(decided, null, null, 15 * 60);

        Assert.Equal(RolloutState.Waiting, closed.State);
        Assert.Equal(1, closed.Goal);
        Assert.Equal(GivenRollout.Begun.AddHours(14), closed.Until);
        Assert.Equal(decided, open);
    }

    [Fact]
    public void Resume_OfOneThatWaits_HoldsUntilItIsCarriedOut()
    {
        var waiting = Next(Running with { Windows = [Nights] }, null, GivenRollout.Proof(2, 60), 60);
        var urged = Next(waiting, RolloutDirector.Resume, null, 61);

        Assert.Equal(RolloutState.Waiting, waiting.State);
        Assert.Equal(RolloutState.Running, urged.State);
        Assert.Equal(2, urged.Goal);
        Assert.Equal(urged, Next(urged, null, null, 62));
    }

    [Theory]
    [InlineData(RolloutState.RolledBack)]
    [InlineData(RolloutState.Aborted)]
    public void Resume_OfOneThatCouldNotGoBackYet_LeavesThePhonesWhatTheyHave_AndJudgesThemAnew(RolloutState state)
    {
        var next = Next(Running with { State = state, Goal = 0, Message = "It went back." }, RolloutDirector.Resume, GivenRollout.Proof(null, 119), 120);

        Assert.Equal(RolloutState.Running, next.State);
        Assert.Equal(1, next.Wave);
        Assert.Equal(1, next.Goal);
        Assert.Equal(GivenRollout.Begun.AddHours(2), next.Since);
        Assert.Equal("", next.Message);
    }

    [Theory]
    [InlineData(RolloutState.Running, 1)]
    [InlineData(RolloutState.Running, 2)]
    [InlineData(RolloutState.Waiting, 1)]
    [InlineData(RolloutState.Held, 1)]
    public void Abort_IsForAnyState_AlsoWhereSomethingElseWasDecided(RolloutState state, int goal)
    {
        var aborted = Next(Running with { State = state, Goal = goal }, RolloutDirector.Abort, null, 5);

        Assert.Equal(RolloutState.Aborted, aborted.State);
        Assert.Equal(0, aborted.Goal);
    }

    private static Rollout Next(Rollout rollout, string? asked, RolloutProof? proof, int minutes) =>
        RolloutDirector.Next(rollout, asked, () => proof, new QuartzWindowClock(), GivenRollout.Begun.AddMinutes(minutes));
}
