using Reconciler.Core.Secrets;
using Reconciler.Host.Convergence;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Hand over: writes down what each phone is to run, for whoever notifies them; from then on the run may be killed without losing one.</summary>
internal sealed class HandOverStage(PhoneBookStore phones, GenerationStore served, Func<string, ISecretSource> secrets, StateStore states, TimeProvider time) : IStage<CommitContext>
{
    public async Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var (desired, staged) = (context.Desired, context.Staged);
        var publication = new PhonePublication(phones, served, secrets(desired.Fleet.Site.Name.Value), time);
        await publication.WriteAsync(desired.Fleet, desired.Commit, staged.Served.Entries, cancellationToken);
        staged.Record(states.Storage, desired.Main, RunStep.Resynced);
        return StageResult.Done();
    }
}
