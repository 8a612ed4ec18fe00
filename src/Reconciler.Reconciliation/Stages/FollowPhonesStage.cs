using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Follow: looks at the phones and notifies them within the run, where nothing goes on after it; a suspended site's are left alone.</summary>
internal sealed class FollowPhonesStage(Func<CancellationToken, Task> follow) : IStage<RunContext>
{
    public async Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        if (context.Outcomes.Current.Result != RunResult.Suspended)
        {
            await follow(cancellationToken);
        }

        return StageResult.Done();
    }
}
