using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Host.Pbx;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Activate: gives Asterisk a staged set, and takes it back and remembers it where Asterisk does not have what was intended.</summary>
internal sealed class ActivationStep(ReconcileSetup setup)
{
    /// <summary>The digest that the Asterisk root will have; files whose inputs did not change are not rendered for it.</summary>
    public Digest ContentOf(DesiredSet desired, Manifest manifest)
    {
        if (setup.Roots.Asterisk is null)
        {
            return default;
        }

        var known = manifest.ByPath(ArtifactTarget.Asterisk);
        return setup.Roots.Asterisk.DigestOf([.. desired.Rendering.Of(ArtifactTarget.Asterisk).Select(a => Entry(a, known))]);
    }

    /// <summary>The modules that read a file that changed, came or went; all of them where it is not known what Asterisk has.</summary>
    public static ImmutableArray<AsteriskModule> ModulesOf(StagedGeneration staged, Manifest manifest, bool everything)
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

    /// <summary>Switches the Asterisk root and has the modules reload and be read back; null: Asterisk has the new set, else what became of it.</summary>
    public async Task<RunOutcome?> TakeAsync(
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
        // What is published was rendered from other keys, secrets or by another program: it cannot be rendered any more to compare with.
        var published = desired.HostChange is null ? desired.Published?.Asterisk.Value : null;
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
                    Previous = run.State.ActivatedContent is null || mends ? null : published,
                    Restored = mends ? desired.Asterisk : generation.Previous is not null && run.State.Activated == RolloutCourse.MainOf(run.State) ? published : null,
                    Switch = () =>
                    {
                        switched = true;
                        store.SwitchTo(generation.Name);
                    },
                    SwitchBack = () => store.SwitchBack(mends ? generation.Name : generation.Previous),
                },
                cancellationToken);
            run.Warnings = [.. result.Warnings.Select(w => Codes.MailboxPins.At(SpecLocation.OfFile(w.Subject), w.Message, w.Hint))];
            run.State = switched ? run.State with { ReadFrom = result.ReadFrom } : run.State;
            return result.IsAccepted || (mends && switched) ? null : Quarantine(run, desired, generation, result);
        }
        catch (PbxUnavailableException exception)
        {
            // What Asterisk has in memory is not known when it went away half-way: the next attempt reloads everything.
            if (mends)
            {
                store.SwitchTo(generation.Name);
            }

            run.State = switched || mends ? run.State with { ActivatedContent = null, ReadFrom = null } : run.State with { ReadFrom = null };
            DropStaged(staged);
            return Fail(run, desired, exception.Message, exception.Reason.ToString(), transient: true);
        }
    }

    /// <summary>The set is not activated, and the condition says why.</summary>
    public static RunOutcome Fail(RunProgress run, DesiredSet desired, string message, string reason, bool transient)
    {
        run.Conditions.False(ConditionType.Activated, reason, message);
        return RunOutcome.Failed(ExitCode.ActivationFailed, desired.Commit, message, transient) with { Diagnostics = desired.Diagnostics };
    }

    /// <summary>Asterisk has the set.</summary>
    public void Tell(RunProgress run, DesiredSet desired, Digest content)
    {
        run.State = run.State with { Activated = desired.Main, ActivatedContent = setup.Roots.Asterisk is null ? null : content, Quarantined = null };
        if (setup.Activation is null)
        {
            run.Conditions.Unknown(ConditionType.Activated, ConditionReasons.FilesOnly, "No AMI is configured: the files are there, and nothing was reloaded.");
        }
        else
        {
            MarkReached(run);
        }
    }

    /// <summary>Asterisk was last read back with what is to be live; whether it still has it is only known while it answers as the same one.</summary>
    public static void MarkReached(RunProgress run)
    {
        if (run.State.ReadFrom is not null)
        {
            run.Conditions.True(ConditionType.Activated, "ReadBack");
        }
        else if (run.Conditions[ConditionType.Activated] is not { Status: ConditionStatus.Unknown })
        {
            run.Conditions.Unknown(ConditionType.Activated, "NotReadBack", "Asterisk has not been read back since it was last away.");
        }
    }

    private static ManifestEntry Entry(Artifact artifact, IReadOnlyDictionary<string, ManifestEntry> known)
    {
        var content = known.TryGetValue(artifact.Path, out var entry) && entry.InputDigest == artifact.InputDigest
            ? entry.ContentDigest
            : Digest.FromBytes(System.Security.Cryptography.SHA256.HashData(artifact.Render()));
        return new ManifestEntry(artifact.Target, artifact.Path, artifact.InputDigest, content, artifact.Phone);
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
}
