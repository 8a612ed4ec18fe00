using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Of a run that applies no commit: it is about the one that is published.</summary>
internal sealed class PublishedStage : IStage<RunContext>
{
    public Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken) =>
        Task.FromResult(StageResult.Found(OutcomeWeight.Main, RunOutcome.NoChange(context.State.Published)));
}
