using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Claims the roots in the site's name, before anything is written to them, and uses up what a person asked to have tried again.</summary>
internal sealed class ClaimStage(PublishedRoots roots, StateStore states, Controls controls) : IStage<CommitContext>
{
    public Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var owner = new OwnerRecord(context.Desired.Fleet.Site.Name.Value, StateIdentity.Of(states.Storage), states.Storage.Locate(""));
        foreach (var root in roots.All)
        {
            owner.Claim(root.Root);
        }

        if (controls.Read(Control.Retry) is not null)
        {
            context.Run.IsRetry = true;
            context.Run.State = context.Run.State with { Quarantined = null };
        }

        return Task.FromResult(StageResult.Done());
    }
}
