using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Plan: how far the waves let this run bring the commit, and what it changes on the way.</summary>
internal sealed class WaveStage(FleetReadings readings, WaveSteps waves) : IStage<CommitContext>
{
    public Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        context.Plan = Plan(context);
        var obstacles = context.Plan.Step.Obstacles;
        return Task.FromResult(obstacles.IsEmpty
            ? StageResult.Done()
            : RefusalText.Refuse(context.Commit, RefusalCause.Waves, [.. context.SpecFindings, .. obstacles]));
    }

    private WavePlan Plan(CommitContext context)
    {
        var (state, target) = (context.Run.State, EffectiveFleet.Of(context.Fleet));
        var served = waves.Served(state);
        var published = state.Published is { } commit && readings.ReadPublished(commit) is { } fleet ? EffectiveFleet.Of(fleet) : null;
        var whole = WavePlan.Between(published, target);
        var change = state.Rollout is null ? new Lazy<Plan>(whole) : new Lazy<Plan>(() => WavePlan.Between(served, target));
        var step = waves.Next(state, served, context.Fleet, change);
        readings.KeepOnly([.. new[] { context.Fleet.Commit, state.Published }.OfType<CommitId>(), .. RolloutPosition.CommitsOf(state), .. RolloutPosition.CommitsOf(step.Rollout)]);
        var isWhole = state.Rollout is null && step.Rollout is null;
        var changed = isWhole ? whole.Phones.Length : WavePlan.Between(served, step.Fleet).Phones.Length;
        return new WavePlan(served, step, whole, Math.Max(changed, Rekeyed(served, step)));
    }

    /// <summary>Phones that get the passwords of another master key by this step of a rotation that is under way.</summary>
    private static int Rekeyed(EffectiveFleet? served, RolloutStep step)
    {
        var waiting = step.Fleet.Phones.Where(p => p.HasPreviousKey).Select(p => p.Phone.Mac).ToHashSet();
        return served?.Phones.Count(p => p.HasPreviousKey && !waiting.Contains(p.Phone.Mac)) ?? 0;
    }
}
