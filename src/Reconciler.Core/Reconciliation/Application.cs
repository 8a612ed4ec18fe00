using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Convergence;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Drift;
using Reconciler.Core.Planning;
using Reconciler.Core.Publishing;
using Reconciler.Core.Rollouts;

namespace Reconciler.Core.Reconciliation;

/// <summary>
/// Stage, Activate, Publish: makes the roots and Asterisk what a desired set says. The record on the disk says before each step what it is, so
/// that the next start can finish or undo it.
/// </summary>
internal sealed class Application(ReconcileSetup setup)
{
    public async Task<RunOutcome> ApplyAsync(RunProgress run, DesiredSet desired, CancellationToken cancellationToken)
    {
        Claim(desired.Fleet.Site.Name.Value);
        TakeRetry(run);
        var manifest = setup.Manifests.Load() ?? Manifest.Empty;
        var content = AsteriskContent(desired, manifest);
        var mustActivate = setup.Roots.Asterisk is not null && (content != run.State.ActivatedContent || run.Mending is { Activates: true });
        if (mustActivate && Quarantined(run, content) is { } quarantined)
        {
            return Fail(run, desired, $"Asterisk refused the same content before: {quarantined.Message} 'reconciler retry' tries it again.", "Quarantined", transient: false);
        }

        Announce(run, desired);
        var staged = Stage(desired, manifest, mustActivate, run.Mending, cancellationToken);
        staged.Record(setup, desired.Main, RunStep.Staged);
        ImmutableArray<string> reloaded = [];
        if (staged.Asterisk is { } asterisk)
        {
            var modules = ModulesOf(asterisk, manifest, everything: run.State.ActivatedContent is null || run.Mending is not null);
            if (await ActivateAsync(run, desired, staged, modules, cancellationToken) is { } failure)
            {
                return failure;
            }

            // Before anything says that Asterisk has the new set: a start after a crash compares with what Asterisk really has.
            setup.Manifests.Save(Manifest.Of(staged.EntriesOnceActivated(manifest)));
            reloaded = setup.Activation is null ? [] : [.. modules.Select(m => m.Name)];
        }

        TellActivated(run, desired, content);
        staged.Record(setup, desired.Main, RunStep.Activated);
        Publish(desired, manifest, staged);
        await HandOverPhonesAsync(desired, staged, cancellationToken);
        return Finish(run, desired, reloaded);
    }

    /// <summary>A start after a kill has to know where the waves will be, also when it finds the files switched and nothing else.</summary>
    private void Announce(RunProgress run, DesiredSet desired)
    {
        if (desired.Rollout is not null || run.State.Rollout is not null)
        {
            setup.Mirror.Pin([desired.Commit, desired.Main, .. RolloutCourse.CommitsOf(run.State), .. RolloutCourse.CommitsOf(desired.Rollout)]);
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

    /// <summary>The digest that the Asterisk root will have; files whose inputs did not change are not rendered for it.</summary>
    private Digest AsteriskContent(DesiredSet desired, Manifest manifest)
    {
        if (setup.Roots.Asterisk is null)
        {
            return default;
        }

        var known = manifest.ByPath(ArtifactTarget.Asterisk);
        return setup.Roots.Asterisk.DigestOf([.. desired.Rendering.Of(ArtifactTarget.Asterisk).Select(a => Entry(a, known))]);
    }

    private static ManifestEntry Entry(Artifact artifact, IReadOnlyDictionary<string, ManifestEntry> known)
    {
        var content = known.TryGetValue(artifact.Path, out var entry) && entry.InputDigest == artifact.InputDigest
            ? entry.ContentDigest
            : Digest.FromBytes(System.Security.Cryptography.SHA256.HashData(artifact.Render()));
        return new ManifestEntry(artifact.Target, artifact.Path, artifact.InputDigest, content, artifact.Phone);
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

    /// <summary>The modules that read a file that changed, came or went; all of them where it is not known what Asterisk has.</summary>
    private static ImmutableArray<AsteriskModule> ModulesOf(StagedGeneration staged, Manifest manifest, bool everything)
    {
        var before = manifest.ByPath(ArtifactTarget.Asterisk);
        var after = staged.Entries.ToDictionary(e => e.Path, StringComparer.Ordinal);
        return [.. AsteriskModule.InReloadOrder.Where(module => IsConcerned(module.File))];

        bool IsConcerned(string file)
        {
            var was = before.GetValueOrDefault(file);
            var becomes = after.GetValueOrDefault(file);
            return (was is not null || becomes is not null) && (everything || was?.ContentDigest != becomes?.ContentDigest);
        }
    }

    private async Task<RunOutcome?> ActivateAsync(
        RunProgress run, DesiredSet desired, StagedSet staged, ImmutableArray<AsteriskModule> modules, CancellationToken cancellationToken)
    {
        var store = setup.Roots.Asterisk!;
        var generation = staged.Asterisk!;
        staged.Record(setup, desired.Main, RunStep.SwitchedAsterisk);
        if (setup.Activation is null)
        {
            store.SwitchTo(generation.Name);
            return null;
        }

        var switched = false;
        // Newly written files of what Asterisk was proved to take: there is nothing better to go back to.
        var mends = generation.Digest == run.State.ActivatedContent;
        try
        {
            var result = await setup.Activation.ActivateAsync(
                new ActivationChange
                {
                    StagedPaths = [.. generation.Entries.Select(e => $"{setup.AsteriskInclude}/gens/{generation.Name}/{e.Path}")],
                    Modules = modules,
                    Intended = desired.Asterisk,
                    Previous = run.State.ActivatedContent is null || mends ? null : desired.Published?.Asterisk.Value,
                    Restored = mends ? desired.Asterisk : generation.Previous is not null && run.State.Activated == run.State.Published ? desired.Published?.Asterisk.Value : null,
                    Switch = () =>
                    {
                        switched = true;
                        store.SwitchTo(generation.Name);
                    },
                    SwitchBack = () => store.SwitchBack(mends ? generation.Name : generation.Previous),
                },
                cancellationToken);
            return result.IsAccepted || (mends && switched) ? null : Quarantine(run, desired, generation, result);
        }
        catch (PbxUnavailableException exception)
        {
            // What Asterisk has in memory is not known when it went away half-way: the next attempt reloads everything.
            if (mends)
            {
                store.SwitchTo(generation.Name);
            }

            run.State = switched || mends ? run.State with { ActivatedContent = null } : run.State;
            DropStaged(staged);
            return Fail(run, desired, exception.Message, exception.Reason.ToString(), transient: true);
        }
    }

    private RunOutcome Quarantine(RunProgress run, DesiredSet desired, StagedGeneration generation, ActivationResult result)
    {
        var first = result.Problems[0];
        var more = result.Problems.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {result.Problems.Length - 1} more)");
        var message = $"Asterisk did not take {first.Subject}: {first.Message}{(first.Hint is null ? "" : " " + first.Hint)}{more}";
        run.State = run.State with { Quarantined = new Quarantine(generation.Digest, desired.Commit, message, setup.Time.GetUtcNow()) };
        setup.Roots.Asterisk!.Discard(generation.Name);
        RunRecord.Remove(setup.States.Directory);
        var diagnostics = result.Problems.Select(p => Codes.PbxRefused.At(desired.Fleet.Site.Location, $"{p.Subject}: {p.Message}", p.Hint));
        return Fail(run, desired, message, "Refused", transient: false) with { Diagnostics = [.. desired.Diagnostics, .. diagnostics] };
    }

    private void DropStaged(StagedSet staged)
    {
        setup.Roots.Asterisk!.Discard(staged.Asterisk!.Name);
        RunRecord.Remove(setup.States.Directory);
    }

    private static RunOutcome Fail(RunProgress run, DesiredSet desired, string message, string reason, bool transient)
    {
        run.Conditions.False(ConditionType.Activated, reason, message);
        return RunOutcome.Failed(ExitCode.ActivationFailed, desired.Commit, message, transient) with { Diagnostics = desired.Diagnostics };
    }

    private void TellActivated(RunProgress run, DesiredSet desired, Digest content)
    {
        run.State = run.State with { Activated = desired.Main, ActivatedContent = setup.Roots.Asterisk is null ? null : content, Quarantined = null };
        if (setup.Activation is null)
        {
            run.Conditions.Unknown(ConditionType.Activated, "FilesOnly", "No AMI is configured: the files are there, and nothing was reloaded.");
        }
        else
        {
            run.Conditions.True(ConditionType.Activated, "ReadBack");
        }
    }

    /// <summary>The manifest first: with it, a start after a crash finishes the links and the switch.</summary>
    private void Publish(DesiredSet desired, Manifest manifest, StagedSet staged)
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
    private async Task HandOverPhonesAsync(DesiredSet desired, StagedSet staged, CancellationToken cancellationToken)
    {
        if (setup.Phones is { } phones)
        {
            var publication = new PhonePublication(phones, setup.Roots.Served, setup.Secrets(desired.Fleet.Site.Name.Value), setup.Time);
            await publication.WriteAsync(desired.Fleet, desired.Commit, staged.Served.Entries, cancellationToken);
            staged.Record(setup, desired.Main, RunStep.Resynced);
        }
    }

    private RunOutcome Finish(RunProgress run, DesiredSet desired, ImmutableArray<string> reloaded)
    {
        var site = desired.Fleet.Site.Name.Value;
        run.State = run.State with
        {
            Site = site,
            Published = desired.Rollout is null ? desired.Commit : run.State.Published,
            Rollout = desired.Rollout,
            NextRollout = null,
            HostInputs = desired.HostInputs,
            HostSecrets = HostInputs.SecretsOf(desired.Fleet),
            Phones = desired.Fleet.Phones.Length,
        };
        run.Conditions.True(ConditionType.Published, desired.Rollout is null ? "Published" : "Wave", desired.Rollout is { } rollout ? RolloutText.Of(rollout) : "");
        run.Published = desired.Fleet;
        run.Changed = true;
        setup.States.Save(run.Snapshot());
        RunRecord.Remove(setup.States.Directory);
        if (desired.Rollout is null)
        {
            setup.Mirror.Pin([]);
        }

        return RunOutcome.Applied(desired.Commit, Message(desired, reloaded)) with
        {
            Diagnostics = desired.Diagnostics,
            Plan = desired.Plan.Hash.ToString(),
            PhonesChanged = desired.PhonesChanged,
            Reloaded = reloaded,
        };
    }

    private static string Message(DesiredSet desired, ImmutableArray<string> reloaded)
    {
        var phones = desired.PhonesChanged;
        var what = phones switch
        {
            0 => "no phone changed",
            1 => "1 phone changed",
            _ => string.Create(CultureInfo.InvariantCulture, $"{phones} phones changed"),
        };
        return $"Published {(desired.Rollout is { } rollout ? RolloutText.Of(rollout) : desired.Commit.Abbreviated)}: {what}, {(reloaded.IsEmpty ? "nothing reloaded" : string.Join(", ", reloaded) + " reloaded")}.";
    }
}
