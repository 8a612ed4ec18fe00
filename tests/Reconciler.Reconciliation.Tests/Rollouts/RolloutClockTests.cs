using Reconciler.Reconciliation.Rollouts;
using Reconciler.Scheduling;

namespace Reconciler.Reconciliation.Tests.Rollouts;

public sealed class RolloutClockTests
{
    private static readonly DateTimeOffset Begun = GivenRollout.Begun;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Rollout Running = GivenRollout.Running;

    [Fact]
    public void NextChange_OfAWaveThatRunsTheChange_IsWhenItHasStayedSo_AlsoPastTheDeadline()
    {
        Assert.Equal(Begun + (7 * Minute), RolloutClock.NextChange(Running, () => GivenRollout.Proof(2, 3), Begun));
        Assert.Equal(Begun + (33 * Minute), RolloutClock.NextChange(Running, () => GivenRollout.Proof(28, 29), Begun));
    }

    [Fact]
    public void NextChange_OfAWaveThatDoesNot_IsItsDeadline()
    {
        var deadline = Begun + (30 * Minute);

        Assert.Equal(deadline, RolloutClock.NextChange(Running, () => GivenRollout.Proof(null, 3), Begun));
        Assert.Equal(deadline, RolloutClock.NextChange(Running, () => null, Begun));
    }

    [Fact]
    public void NextChange_ThatHasPassedWhileNobodyCouldLook_IsNotWaitedFor() =>
        Assert.Null(RolloutClock.NextChange(Running, () => GivenRollout.Proof(null, 3), Begun + (31 * Minute)));

    [Theory]
    [InlineData(RolloutState.Held)]
    [InlineData(RolloutState.RolledBack)]
    [InlineData(RolloutState.Aborted)]
    public void NextChange_OfOneThatWaitsForAPerson_IsNever(RolloutState state) =>
        Assert.Null(RolloutClock.NextChange(Running with { State = state }, () => throw new InvalidOperationException("the phones were asked for nothing"), Begun));

    [Fact]
    public void NextChange_OfOneThatWaitsForAWindow_IsWhenItOpens() =>
        Assert.Equal(Begun + (90 * Minute), RolloutClock.NextChange(Running with { State = RolloutState.Waiting, Until = Begun + (90 * Minute) }, () => null, Begun));

    [Theory]
    [InlineData(2)]
    [InlineData(28)]
    [InlineData(null)]
    public void NextChange_IsTheFirstMomentAtWhichALookChangesAnything(int? provedAfter)
    {
        var moment = RolloutClock.NextChange(Running, () => GivenRollout.Proof(provedAfter, 29), Begun)!.Value;

        Assert.Equal(Running, At(moment - TimeSpan.FromTicks(1)));
        Assert.NotEqual(Running, At(moment));

        Rollout At(DateTimeOffset now) => RolloutDirector.Next(Running, null, () => GivenRollout.Proof(provedAfter, 0) with { Observed = now }, new QuartzWindowClock(), now);
    }
}
