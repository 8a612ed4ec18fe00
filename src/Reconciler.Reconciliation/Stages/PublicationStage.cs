using Reconciler.Core.Artifacts;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Publish: makes a staged set the one that phones are served. The manifest first: with it, a start after a crash finishes the links and the switch.</summary>
internal sealed class PublicationStage(PublishedRoots roots, ManifestStore manifests, StateStore states) : IStage<CommitContext>
{
    public Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var (served, staged, main) = (roots.Served, context.Staged, context.Desired.Main);
        manifests.Save(Manifest.Of(staged.EntriesOver(context.Manifest), context.Manifest));
        staged.Record(states.Storage, main, RunStep.Linked);
        served.LinkNames(staged.Served);
        staged.Record(states.Storage, main, RunStep.SwitchedServed);
        served.SwitchTo(staged.Served.Name);
        if (staged.Served.Previous is null || context.Manifest.Count == 0)
        {
            // The root or the state was lost: which names are there is not what the manifest says.
            served.RederiveLinks(staged.Served.Entries);
        }
        else
        {
            served.UnlinkNames(staged.Served);
        }

        if (staged.Dhcp is { } dhcp)
        {
            roots.Dhcp!.SwitchTo(dhcp.Name);
        }

        return Task.FromResult(StageResult.Done(new RunFact.Published()));
    }
}
