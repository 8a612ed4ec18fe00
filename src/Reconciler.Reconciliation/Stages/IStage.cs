namespace Reconciler.Reconciliation.Stages;

/// <summary>One step of a run, or of what a run does with a commit.</summary>
internal interface IStage<in TContext>
{
    Task<StageResult> ExecuteAsync(TContext context, CancellationToken cancellationToken);
}

/// <summary>Takes in what stages come to.</summary>
internal interface IStageContext
{
    void Add(StageResult result);
}
