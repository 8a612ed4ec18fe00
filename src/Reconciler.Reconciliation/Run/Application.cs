using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>
/// Stage, Activate, Publish: makes the roots and Asterisk what a desired set says. The record on the disk says before each step what it is, so
/// that the next start can finish or undo it.
/// </summary>
internal sealed class Application(ReconcileSetup setup)
{
    private readonly ActivationStep _activation = new(setup);
    private readonly PublicationStep _publication = new(setup);

    public async Task<RunOutcome> ApplyAsync(RunProgress run, DesiredSet desired, CancellationToken cancellationToken)
    {
        Claim(desired.Fleet.Site.Name.Value);
        TakeRetry(run);
        var manifest = setup.Manifests.Load() ?? Manifest.Empty;
        var content = _activation.ContentOf(desired, manifest);
        var mustActivate = setup.Roots.Asterisk is not null && (content != run.State.ActivatedContent || run.Mending is { Activates: true });
        if (mustActivate && Quarantined(run, content) is { } quarantined)
        {
            return ActivationStep.Fail(run, desired, $"Asterisk refused the same content before: {quarantined.Message} 'reconciler retry' tries it again.", "Quarantined", transient: false);
        }

        Announce(run, desired);
        var staged = Stage(desired, manifest, mustActivate, run.Mending, cancellationToken);
        staged.Record(setup, desired.Main, RunStep.Staged);
        ImmutableArray<string> reloaded = [];
        if (staged.Asterisk is { } asterisk)
        {
            var modules = ActivationStep.ModulesOf(asterisk, manifest, everything: run.State.ActivatedContent is null || run.Mending is not null);
            if (await _activation.TakeAsync(run, desired, staged, modules, cancellationToken) is { } failure)
            {
                return failure;
            }

            // Before anything says that Asterisk has the new set: a start after a crash compares with what Asterisk really has.
            setup.Manifests.Save(Manifest.Of(staged.EntriesOnceActivated(manifest)));
            reloaded = setup.Activation is null ? [] : [.. modules.Select(m => m.Name)];
        }

        _activation.Tell(run, desired, content);
        staged.Record(setup, desired.Main, RunStep.Activated);
        _publication.Publish(desired, manifest, staged);
        await _publication.HandOverPhonesAsync(desired, staged, cancellationToken);
        return Finish(run, desired, reloaded);
    }

    /// <summary>
    /// What is served and what comes is kept against a force push and a garbage collection: the next change is measured from it. And a start after a kill
    /// has to know where the waves will be, also when it finds the files switched and nothing else.
    /// </summary>
    private void Announce(RunProgress run, DesiredSet desired)
    {
        setup.Mirror.Pin([desired.Commit, desired.Main, .. RolloutCourse.CommitsOf(run.State), .. RolloutCourse.CommitsOf(desired.Rollout)]);
        if (desired.Rollout is not null || run.State.Rollout is not null || run.State.NextRollout is not null)
        {
            run.State = run.State with { NextRollout = desired.Rollout };
            setup.States.Save(run.Snapshot());
        }
    }

    private void Claim(string site)
    {
        var owner = new OwnerRecord(site, StateIdentity.Of(setup.States.Directory), setup.States.Directory);
        foreach (var root in setup.Roots.All)
        {
            owner.Claim(root.Root);
        }
    }

    private void TakeRetry(RunProgress run)
    {
        if (setup.Controls.Read(Control.Retry) is not null)
        {
            run.IsRetry = true;
            run.State = run.State with { Quarantined = null };
        }
    }

    private static Quarantine? Quarantined(RunProgress run, Digest content) =>
        run.State.Quarantined is { } quarantine && quarantine.Content == content ? quarantine : null;

    private StagedSet Stage(DesiredSet desired, Manifest manifest, bool withAsterisk, Mending? mending, CancellationToken cancellationToken)
    {
        var rendering = desired.Rendering;
        return new StagedSet(
            setup.Roots.Served.Stage(rendering.Of(ArtifactTarget.Served), manifest.ByPath(ArtifactTarget.Served), cancellationToken, mending?.Of(ArtifactTarget.Served)),
            withAsterisk ? setup.Roots.Asterisk!.Stage(rendering.Of(ArtifactTarget.Asterisk), manifest.ByPath(ArtifactTarget.Asterisk), cancellationToken, mending?.Of(ArtifactTarget.Asterisk)) : null,
            setup.Roots.Dhcp?.Stage(rendering.Of(ArtifactTarget.Dhcp), manifest.ByPath(ArtifactTarget.Dhcp), cancellationToken, mending?.Of(ArtifactTarget.Dhcp)));
    }

    private RunOutcome Finish(RunProgress run, DesiredSet desired, ImmutableArray<string> reloaded)
    {
        var site = desired.Fleet.Site.Name.Value;
        run.State = run.State with
        {
            Site = site,
            Published = desired.Rollout is null ? desired.Commit : run.State.Published,
            Rollout = desired.Rollout,
            // Until the record is gone: a start after a kill that still finds it goes by this.
            NextRollout = desired.Rollout,
            HostInputs = desired.HostInputs,
            Basis = desired.Basis,
            HostChange = null,
            HostSecrets = HostInputs.SecretsOf(desired.Fleet),
            Phones = desired.Fleet.Phones.Length,
        };
        run.Conditions.True(ConditionType.Published, "Published");
        RolloutConditions.Tell(run.Conditions, desired.Rollout);
        run.Published = desired.Fleet;
        run.Changed = true;
        setup.States.Save(run.Snapshot());
        RunRecord.Remove(setup.States.Directory);
        run.State = run.State with { NextRollout = null };
        if (desired.Rollout is null)
        {
            // Only now: before the state was saved, a start after a kill would have asked for what was served before.
            setup.Mirror.Pin([desired.Commit]);
        }

        return RunOutcome.Applied(desired.Commit, Message(desired, reloaded)) with
        {
            Diagnostics = [.. desired.Diagnostics, .. run.Warnings],
            Plan = desired.Plan.Hash.ToString(),
            PhonesChanged = Math.Max(desired.PhonesChanged, desired.HostChange?.Profiles ?? 0),
            Reloaded = reloaded,
        };
    }

    private static string Message(DesiredSet desired, ImmutableArray<string> reloaded)
    {
        var phones = Math.Max(desired.PhonesChanged, desired.HostChange?.Profiles ?? 0);
        var what = phones switch
        {
            0 => "no phone changed",
            1 => "1 phone changed",
            _ => string.Create(CultureInfo.InvariantCulture, $"{phones} phones changed"),
        };
        return $"Published {(desired.Rollout is { } rollout ? RolloutText.Of(rollout) : desired.Commit.Abbreviated)}: {what}, {(reloaded.IsEmpty ? "nothing reloaded" : string.Join(", ", reloaded) + " reloaded")}.{(desired.HostChange is { } change ? " " + string.Join(" ", change.Causes) : "")}";
    }
}
