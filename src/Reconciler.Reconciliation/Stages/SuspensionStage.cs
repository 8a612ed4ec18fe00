using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Suspend: a person asked for everything to be left as it is, or no longer does.</summary>
internal sealed class SuspensionStage(Controls controls, TimeProvider time) : IStage<RunContext>
{
    public Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        var state = context.State;
        if (controls.Read(Control.Suspend) is not { } reason)
        {
            // Nobody notified the phones in the meantime, so the time that a wave may take begins anew.
            var rollout = state is { Suspended: not null, Rollout: { State: RolloutState.Running } waited } ? waited with { Since = time.GetUtcNow() } : state.Rollout;
            context.State = state with { Suspended = null, Rollout = rollout };
            return Task.FromResult(StageResult.Done());
        }

        context.State = state with { Suspended = state.Suspended ?? new Suspension(reason, time.GetUtcNow()) };
        return Task.FromResult(StageResult.End(RunOutcome.Suspended(reason)));
    }
}
