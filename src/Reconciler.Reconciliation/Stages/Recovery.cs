using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Sources;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>
/// Finishes or undoes what a killed run left, by its record. What was only staged is discarded. An Asterisk root that was switched and not
/// proved goes back, and the run that follows tries the commit again with newly written files. What Asterisk took goes forward.
/// </summary>
internal sealed class Recovery(StateStore states, ManifestStore manifests, PublishedRoots roots, ManifestRepair repair)
{
    public void FinishOrUndo(RunContext run)
    {
        // Only the holder of the locks writes here, so what is unfinished was left by a run that was killed.
        states.Storage.RemoveDebris("");
        new RunJournal(states.Storage).RemoveUnfinished();
        if (RunRecord.Read(states.Storage) is not { } record)
        {
            return;
        }

        repair.Run();
        if (record.Step == RunStep.SwitchedAsterisk)
        {
            RevertAsterisk(run, record);
        }
        else if (record.Step >= RunStep.Activated)
        {
            GoForward(run, record);
        }

        foreach (var root in record.Roots)
        {
            StoreOf(root.Target)?.Discard(root.Generation);
        }

        states.Save(run.Snapshot());
        RunRecord.Remove(states.Storage);
        // Only now: until the record is gone, a start after another kill goes by it again.
        run.State = run.State with { NextRollout = null };
    }

    private void RevertAsterisk(RunContext run, RunRecord record)
    {
        foreach (var root in record.Roots.Where(r => r.Target == ArtifactTarget.Asterisk))
        {
            StoreOf(root.Target)?.SwitchBack(root.Previous);
        }

        // Asterisk may have loaded either set: every module is reloaded and read back by the run that follows.
        run.State = run.State with { ActivatedContent = null };
    }

    private void GoForward(RunContext run, RunRecord record)
    {
        var commit = CommitId.TryParse(record.Commit, out var id) ? id : (CommitId?)null;
        foreach (var root in record.Roots.Where(r => r.Target == ArtifactTarget.Asterisk))
        {
            run.State = run.State with { Activated = commit, ActivatedContent = Digest.TryParse(root.Digest, out var content) ? content : null };
        }

        // Without the new manifest the names are not known; the run that follows stages the commit again.
        var manifest = manifests.Load() ?? Manifest.Empty;
        var served = manifest.ByPath(ArtifactTarget.Served);
        var entry = record.Roots.FirstOrDefault(r => r.Target == ArtifactTarget.Served);
        var isNewManifest = entry is null || roots.Served.DigestOf([.. served.Values]).ToString() == entry.Digest;
        if (!isNewManifest)
        {
            return;
        }

        roots.Served.LinkProfiles([.. served.Values]);
        foreach (var root in record.Roots.Where(r => r.Target != ArtifactTarget.Asterisk))
        {
            if (StoreOf(root.Target) is { } store && store.Has(root.Generation))
            {
                store.SwitchTo(root.Generation);
            }
        }

        roots.Served.RederiveLinks([.. served.Values]);
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
        ArtifactTarget.Served => roots.Served,
        ArtifactTarget.Asterisk => roots.Asterisk,
        _ => roots.Dhcp,
    };
}
