namespace Reconciler.Reconciliation.Stages;

/// <summary>Rollout: decides, before a commit is read, whether the one under way goes on, waits or stops.</summary>
internal sealed class RolloutStage(RolloutDecision decision) : IStage<RunContext>
{
    public Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        decision.Apply(context);
        return Task.FromResult(StageResult.Done());
    }
}
