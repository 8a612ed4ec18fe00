using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Where a site is between the commit that all phones have and the one that is on its way to them.</summary>
internal static class RolloutPosition
{
    /// <summary>True when the commit, or as much of it as the waves allow now, is served and activated.</summary>
    public static bool IsAtRest(ReconcileState state, CommitId target) => state.Rollout is { } rollout
        ? rollout.Commit == target && rollout.Goal == rollout.Wave && state.Activated == MainOf(state)
        : state.Published == target && state.Activated == target;

    /// <summary>The commit that all that is no phone's is served from; null: nothing is served.</summary>
    public static CommitId? MainOf(ReconcileState state) => state.Rollout is { Wave: > 0 } rollout ? rollout.Commit : state.Published;

    /// <summary>The commit of which something is decided, or switched, and not carried out to its end; null: none.</summary>
    public static CommitId? Unfinished(ReconcileState state) => state.Rollout is { } rollout
        ? rollout.Goal != rollout.Wave || !state.IsHandedOver ? rollout.Commit : null
        : state.IsHandedOver ? null : state.Published;

    /// <summary>Every commit that phones have because of a rollout.</summary>
    public static IEnumerable<CommitId> CommitsOf(Rollout? rollout) => rollout is null ? [] : rollout.Groups.Select(g => g.From).OfType<CommitId>().Append(rollout.Commit);

    /// <summary>Every commit that something served is from.</summary>
    public static IEnumerable<CommitId> CommitsOf(ReconcileState state) => CommitsOf(state.Rollout).Concat(state.Published is { } published ? [published] : []);
}
