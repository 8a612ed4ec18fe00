using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;

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
        return new WavePlan(served, step, whole, isWhole ? whole.Phones.Length : WavePlan.Between(served, step.Fleet).Phones.Length);
    }
}
