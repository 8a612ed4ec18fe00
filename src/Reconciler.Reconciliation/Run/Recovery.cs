using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Sources;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Run;

/// <summary>
/// Finishes or undoes what a killed run left, by its record. What was only staged is discarded. An Asterisk root that was switched and not
/// proved goes back, and the run that follows tries the commit again with newly written files. What Asterisk took goes forward.
/// </summary>
internal sealed class Recovery(ReconcileSetup setup)
{
    public void FinishOrUndo(RunProgress run)
    {
        // Only the holder of the locks writes here, so what is unfinished was left by a run that was killed.
        DurableFile.RemoveDebris(setup.States.Directory);
        if (RunRecord.Read(setup.States.Directory) is not { } record)
        {
            return;
        }

        new ManifestRepair(setup).Run();
        if (record.Step == RunStep.SwitchedAsterisk)
        {
            TakeBackAsterisk(run, record);
        }
        else if (record.Step >= RunStep.Activated)
        {
            GoForward(run, record);
        }

        foreach (var root in record.Roots)
        {
            StoreOf(root.Target)?.Discard(root.Generation);
        }

        setup.States.Save(run.Snapshot());
        RunRecord.Remove(setup.States.Directory);
        // Only now: until the record is gone, a start after another kill goes by it again.
        run.State = run.State with { NextRollout = null };
    }

    private void TakeBackAsterisk(RunProgress run, RunRecord record)
    {
        foreach (var root in record.Roots.Where(r => r.Target == ArtifactTarget.Asterisk))
        {
            StoreOf(root.Target)?.SwitchBack(root.Previous);
        }

        // Asterisk may have loaded either set: every module is reloaded and read back by the run that follows.
        run.State = run.State with { ActivatedContent = null };
    }

    private void GoForward(RunProgress run, RunRecord record)
    {
        var commit = CommitId.TryParse(record.Commit, out var id) ? id : (CommitId?)null;
        foreach (var root in record.Roots.Where(r => r.Target == ArtifactTarget.Asterisk))
        {
            run.State = run.State with { Activated = commit, ActivatedContent = Digest.TryParse(root.Digest, out var content) ? content : null };
        }

        // Without the new manifest the names are not known; the run that follows stages the commit again.
        var manifest = setup.Manifests.Load() ?? Manifest.Empty;
        var served = manifest.ByPath(ArtifactTarget.Served);
        var entry = record.Roots.FirstOrDefault(r => r.Target == ArtifactTarget.Served);
        var isNewManifest = entry is null || setup.Roots.Served.DigestOf([.. served.Values]).ToString() == entry.Digest;
        if (!isNewManifest)
        {
            return;
        }

        foreach (var root in record.Roots.Where(r => r.Target != ArtifactTarget.Asterisk))
        {
            if (StoreOf(root.Target) is { } store && store.Has(root.Generation))
            {
                store.SwitchTo(root.Generation);
            }
        }

        setup.Roots.Served.RederiveLinks([.. served.Values]);
        // The fleet was not read here, so its secrets and its size are not known: without the inputs the run that follows reads it.
        run.State = run.State with
        {
            Published = run.State.NextRollout is null ? commit : run.State.Published,
            Rollout = run.State.NextRollout,
            Activated = commit,
            HostInputs = null,
        };
        run.Changed = true;
    }

    private GenerationStore? StoreOf(ArtifactTarget target) => target switch
    {
        ArtifactTarget.Served => setup.Roots.Served,
        ArtifactTarget.Asterisk => setup.Roots.Asterisk,
        _ => setup.Roots.Dhcp,
    };
}
