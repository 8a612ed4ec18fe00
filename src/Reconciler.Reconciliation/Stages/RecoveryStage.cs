using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Recover: what a killed run left is finished or undone first.</summary>
internal sealed class RecoveryStage(Recovery recovery, AsteriskSide asterisk) : IStage<RunContext>
{
    public Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        recovery.FinishOrUndo(context);

        // Once AMI is configured, the files that were written without it are no longer enough: Asterisk is made to load them, and asked.
        if (asterisk.Activation is not null && SiteStanding.Of(context.State.Conditions).Activation == ActivationStanding.FilesOnly)
        {
            context.State = context.State with { ActivatedContent = null };
        }

        return Task.FromResult(StageResult.Done());
    }
}
