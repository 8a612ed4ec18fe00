using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>The next set to be served on the way to a commit.</summary>
/// <param name="Fleet">Each phone with the commit that it gets.</param>
/// <param name="Main">The commit of all the rest.</param>
/// <param name="Rollout">How the rollout stands once it is served; null: there is none.</param>
/// <param name="Obstacles">Why it cannot be served so; none: it can.</param>
internal sealed record RolloutStep(EffectiveFleet Fleet, CommitId Main, Rollout? Rollout, ImmutableArray<Diagnostic> Obstacles)
{
    /// <summary>Every phone gets back what it had before the rollout.</summary>
    public bool GoesBack => Rollout is { Wave: 0 };
}
