using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>Where a site is when a rollout begins.</summary>
/// <param name="Current">The served fleet, with the commit that each phone has.</param>
/// <param name="Published">The newest commit that all phones got.</param>
/// <param name="Earlier">The rollout that the new one follows on; null: there is none under way.</param>
internal sealed record RolloutStart(EffectiveFleet Current, CommitId Published, Rollout? Earlier);
