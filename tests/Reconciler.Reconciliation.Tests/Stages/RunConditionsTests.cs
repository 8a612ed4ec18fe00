using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Stages;
using Reconciler.Reconciliation.Tests.Rollouts;

namespace Reconciler.Reconciliation.Tests.Stages;

public sealed class RunConditionsTests
{
    private static readonly DateTimeOffset Before = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Before.AddHours(1);
    private static readonly DriftFinding Object = new(DriftKind.Object, ArtifactTarget.Asterisk, "Asterisk", "The endpoint is gone.");
    private static readonly DriftFinding File = new(DriftKind.File, ArtifactTarget.Served, "/srv/a", "/srv/a was changed.");
    private static readonly DriftFinding Foreign = new(DriftKind.Foreign, ArtifactTarget.Served, "/srv/b", "/srv/b is somebody's.");

    [Fact]
    public void EveryFact_GivesReasonsOfTheTable()
    {
        RunFact[] facts =
        [
            .. Enum.GetValues<GitFailure>().Select(f => new RunFact.FetchFailed(f, "why")),
            .. Enum.GetValues<RefusalCause>().Select(c => new RunFact.Refused(c, "why")),
            .. Enum.GetValues<PbxUnavailableReason>().SelectMany(r => new RunFact[] { new RunFact.AsteriskAway(r, "why"), new RunFact.ActivationBrokeOff(r, "why") }),
            .. Enum.GetValues<ActivationProof>().SelectMany(p => new RunFact[] { new RunFact.Activated(p), new RunFact.AtRest(p) }),
            new RunFact.Valid(), new RunFact.Allowed(null), new RunFact.Allowed("approve on this host"), new RunFact.GuardRefused("why"), new RunFact.HostChangeWaits("why"),
            new RunFact.ActivationRefused("why"), new RunFact.ActivationQuarantined("why"), new RunFact.AsteriskNotComparable(),
            new RunFact.AsteriskReadBack([]), new RunFact.AsteriskReadBack([Object]), new RunFact.Compared([Object, File]), new RunFact.Compared([Foreign]),
            new RunFact.Published(), new RunFact.PublishFailed("why"), new RunFact.Recorded(), new RunFact.NothingToRecord(), new RunFact.NotRecorded("why"),
        ];

        Assert.All(facts, fact => Assert.All(Derive([], fact), AssertIsInTable));
    }

    [Fact]
    public void EveryStateOfARollout_GivesReasonsOfTheTable()
    {
        Assert.All(Enum.GetValues<RolloutState>(), state =>
            Assert.All(RunConditions.Derive([], [], GivenRollout.Running with { State = state }, Now), AssertIsInTable));
    }

    [Fact]
    public void Drift_StaysUntilACheckFindsNone()
    {
        var drifted = Derive([], new RunFact.Published(), new RunFact.Compared([Object, File]));
        var still = Derive(drifted, new RunFact.AtRest(ActivationProof.ReadBack));
        var gone = Derive(still, new RunFact.Compared([]));

        Assert.Equal(ConditionStatus.False, Status(still, ConditionType.Activated));
        Assert.Equal(ConditionStatus.False, Status(still, ConditionType.Published));
        Assert.Equal(ConditionStatus.True, Status(gone, ConditionType.Activated));
        Assert.Equal(ConditionStatus.True, Status(gone, ConditionType.Published));
    }

    [Fact]
    public void SetThatAsteriskRefused_StaysRefused_WhateverBecomesOfTheLiveOne()
    {
        var refused = Derive([], new RunFact.Published(), new RunFact.ActivationRefused("It has no such module."));

        Assert.Equal("It has no such module.", Of(Derive(refused, new RunFact.AsteriskReadBack([])), ConditionType.Activated).Message);
        Assert.Equal("It has no such module.", Of(Derive(refused, new RunFact.AsteriskAway(PbxUnavailableReason.Unreachable, "away")), ConditionType.Activated).Message);
        Assert.Equal(ConditionStatus.True, Status(Derive(refused, new RunFact.Activated(ActivationProof.ReadBack)), ConditionType.Activated));
    }

    [Fact]
    public void AsteriskThatIsAway_MakesTheSiteNotReady_AndOneThatNobodyAsksDoesNot()
    {
        var published = Derive([], new RunFact.Published());

        Assert.Equal(ConditionStatus.False, Status(Derive(published, new RunFact.AsteriskAway(PbxUnavailableReason.Starting, "away")), ConditionType.Ready));
        Assert.Equal(ConditionStatus.True, Status(Derive(published, new RunFact.Activated(ActivationProof.FilesOnly)), ConditionType.Ready));
    }

    [Fact]
    public void FilesThatCouldNotBeWritten_AreWorseNewsThanARolloutThatIsHeld()
    {
        var failed = RunConditions.Derive([], [new TimedFact(new RunFact.PublishFailed("The disk is full."), Now)], GivenRollout.Running with { State = RolloutState.Held }, Now);

        Assert.Equal(ConditionReasons.PublishFailed, Of(failed, ConditionType.Published).Reason);
    }

    [Fact]
    public void Since_MovesOnlyWhenTheAnswerDoes()
    {
        var first = RunConditions.Derive([], [new TimedFact(new RunFact.Published(), Before)], null, Before);

        Assert.Equal(Before, Of(Derive(first, new RunFact.Published()), ConditionType.Published).Since);
        Assert.Equal(Now, Of(Derive(first, new RunFact.PublishFailed("why")), ConditionType.Published).Since);
    }

    private static void AssertIsInTable(Condition condition) => Assert.True(ConditionReasons.ByType[condition.Type].Contains(condition.Reason), $"{condition.Type} has no reason {condition.Reason} in the table.");

    private static ImmutableArray<Condition> Derive(IReadOnlyList<Condition> earlier, params RunFact[] facts) =>
        RunConditions.Derive(earlier, facts.Select(fact => new TimedFact(fact, Now)), null, Now);

    private static Condition Of(IEnumerable<Condition> conditions, ConditionType type) => conditions.Single(c => c.Type == type);

    private static ConditionStatus Status(IEnumerable<Condition> conditions, ConditionType type) => Of(conditions, type).Status;
}
