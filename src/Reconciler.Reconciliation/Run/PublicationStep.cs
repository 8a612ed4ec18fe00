using Reconciler.Core.Artifacts;
using Reconciler.Host.Convergence;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Run;

/// <summary>Publish: makes a staged set the one that phones are served, and hands them over to whoever tells them.</summary>
internal sealed class PublicationStep(ReconcileSetup setup)
{
    /// <summary>The manifest first: with it, a start after a crash finishes the links and the switch.</summary>
    public void Publish(DesiredSet desired, Manifest manifest, StagedSet staged)
    {
        var served = setup.Roots.Served;
        setup.Manifests.Save(Manifest.Of(staged.EntriesOver(manifest)));
        staged.Record(setup, desired.Main, RunStep.Linked);
        served.LinkNames(staged.Served);
        staged.Record(setup, desired.Main, RunStep.SwitchedServed);
        served.SwitchTo(staged.Served.Name);
        if (staged.Served.Previous is null || manifest.Count == 0)
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
            setup.Roots.Dhcp!.SwitchTo(dhcp.Name);
        }
    }

    /// <summary>Whoever tells the phones goes by what is written here; from then on the run may be killed without losing one.</summary>
    public async Task HandOverPhonesAsync(DesiredSet desired, StagedSet staged, CancellationToken cancellationToken)
    {
        if (setup.Phones is { } phones)
        {
            var publication = new PhonePublication(phones, setup.Roots.Served, setup.Secrets(desired.Fleet.Site.Name.Value), setup.Time);
            await publication.WriteAsync(desired.Fleet, desired.Commit, staged.Served.Entries, cancellationToken);
            staged.Record(setup, desired.Main, RunStep.Resynced);
        }
    }
}
