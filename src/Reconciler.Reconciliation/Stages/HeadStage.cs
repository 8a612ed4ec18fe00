using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Head: the commit to serve goes through the pipeline, unless it is served already.</summary>
internal sealed class HeadStage(RestCheck rest, CommitPipeline pipeline, AsteriskSide asterisk) : IStage<RunContext>
{
    public async Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        if (context.Target is not { } target)
        {
            return StageResult.Done();
        }

        if (!rest.IsReached(context.State, target))
        {
            return StageResult.Found(OutcomeWeight.Main, await pipeline.ReachAsync(context, target, counts: _ => true, cancellationToken));
        }

        context.State = context.State with { Quarantined = null, HostChange = null };
        return StageResult.Found(OutcomeWeight.Main, RunOutcome.NoChange(target), new RunFact.AtRest(asterisk.ProofOf(context.State)));
    }
}
