using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>
/// While the head is refused, the last good commit goes on to its phones, or back where a person or its proof says so; and what a killed run left half done
/// is done. It goes through the same pipeline as the head did just before, which a list of stages cannot say by itself.
/// </summary>
internal sealed class UnfinishedRolloutStage(IGitMirror mirror, CommitPipeline pipeline) : IStage<RunContext>
{
    public async Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        var outcome = context.Outcomes.Current;
        var isRefused = outcome.Result == RunResult.Rejected || outcome is { Result: RunResult.Failed, Transient: false };
        if (!isRefused || context.Target is not { } refused || RolloutPosition.Unfinished(context.State) is not { } unfinished || unfinished == refused || !mirror.Contains(unfinished))
        {
            return StageResult.Done();
        }

        // The conditions are the head's: what it takes to correct it.
        var quarantined = context.State.Quarantined;
        var step = await pipeline.ReachAsync(context, unfinished, counts: fact => fact is RunFact.Published, cancellationToken);
        context.State = context.State with { Attempted = refused, Quarantined = context.State.Quarantined ?? quarantined };
        return StageResult.Found(OutcomeWeight.Rollout, step);
    }
}
