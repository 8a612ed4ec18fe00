using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Where the site is, where it is to be in the end, and where this run brings it.</summary>
/// <param name="Served">The served fleet; null: none, or one that cannot be read any more.</param>
/// <param name="Step">The next step.</param>
/// <param name="Whole">From the newest commit that all phones got: what the guard judges.</param>
/// <param name="PhonesChanged">How many phones' profiles differ from what is served now.</param>
internal sealed record WavePlan(EffectiveFleet? Served, RolloutStep Step, Plan Whole, int PhonesChanged)
{
    /// <summary>The change between two fleets. It is shown to nobody here: what the guard judges and the hash covers needs no rendering of new phones.</summary>
    public static Plan Between(EffectiveFleet? from, EffectiveFleet to) => Planner.Create(new PlanRequest
    {
        From = from,
        To = to,
        WithAddedParameters = false,
    });
}
