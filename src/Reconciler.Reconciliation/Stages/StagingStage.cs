using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Sources;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Stage: writes the new generations beside the live ones. The record on the disk says from here on what comes next, so that a start after a kill can finish or undo it.</summary>
internal sealed class StagingStage(PublishedRoots roots, ManifestStore manifests, StateStore states, IGitMirror mirror) : IStage<CommitContext>
{
    public Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var (run, desired) = (context.Run, context.Desired);
        context.Manifest = manifests.Load() ?? Manifest.Empty;
        context.AsteriskContent = AsteriskContent(context);
        var activates = roots.Asterisk is not null && (context.AsteriskContent != run.State.ActivatedContent || context.Repair is { Activates: true });
        if (activates && run.State.Quarantined is { } quarantine && quarantine.Content == context.AsteriskContent)
        {
            var message = $"Asterisk refused the same content before: {quarantine.Message} 'reconciler retry' tries it again.";
            return Task.FromResult(ActivationStage.Fail(desired, message, isTransient: false, new RunFact.ActivationQuarantined(message)));
        }

        Announce(run, desired);
        context.Staged = new StagedSet(
            Stage(context, roots.Served, cancellationToken),
            activates ? Stage(context, roots.Asterisk!, cancellationToken) : null,
            roots.Dhcp is { } dhcp ? Stage(context, dhcp, cancellationToken) : null);
        context.Staged.Record(states.Storage, desired.Main, RunStep.Staged);
        return Task.FromResult(StageResult.Done());
    }

    /// <summary>The digest that the Asterisk root will have; files whose inputs did not change are not rendered for it.</summary>
    private Digest AsteriskContent(CommitContext context)
    {
        if (roots.Asterisk is not { } asterisk)
        {
            return default;
        }

        var known = context.Manifest.ByPath(ArtifactTarget.Asterisk);
        return asterisk.DigestOf([.. context.Desired.Rendering.Of(ArtifactTarget.Asterisk).Select(a => context.Run.Files.EntryOf(a, known.GetValueOrDefault(a.Path)))]);
    }

    /// <summary>
    /// The served commit and the coming one are kept against a force push and a garbage collection: the next change is measured from it. And a start after a kill
    /// has to know where the waves will be, also when it finds the files switched and nothing else.
    /// </summary>
    private void Announce(RunContext run, DesiredSet desired)
    {
        mirror.Pin([desired.Commit, desired.Main, .. RolloutPosition.CommitsOf(run.State), .. RolloutPosition.CommitsOf(desired.Rollout)]);
        if (desired.Rollout is not null || run.State.Rollout is not null || run.State.NextRollout is not null)
        {
            run.State = run.State with { NextRollout = desired.Rollout };
            states.Save(run.Snapshot());
        }
    }

    private static StagedGeneration Stage(CommitContext context, GenerationStore store, CancellationToken cancellationToken)
    {
        var target = store.Root.Target;
        return store.Stage(context.Desired.Rendering.Of(target), context.Manifest.ByPath(target), cancellationToken, context.Repair?.Of(target), context.Run.Files.Render);
    }
}
