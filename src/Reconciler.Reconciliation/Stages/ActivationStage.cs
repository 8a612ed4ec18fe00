using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Policies;
using Reconciler.Host.Pbx;
using Reconciler.Host.Publishing;
using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Activate: gives Asterisk a staged set, and takes it back and remembers it where Asterisk does not have what was intended.</summary>
internal sealed class ActivationStage(AsteriskSide asterisk, ManifestStore manifests, StateStore states, TimeProvider time) : IStage<CommitContext>
{
    public async Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var (run, staged) = (context.Run, context.Staged);
        if (asterisk.Root is { } root && staged.Asterisk is { } generation)
        {
            var modules = ModulesOf(generation, context.Manifest, everything: run.State.ActivatedContent is null || context.Repair is not null);
            staged.Record(states.Storage, context.Desired.Main, RunStep.SwitchedAsterisk);
            if (asterisk.Activation is not { } activation)
            {
                root.SwitchTo(generation.Name);
            }
            else if (await new Attempt(this, context, root, generation).RunAsync(activation, modules, cancellationToken) is { } failure)
            {
                return failure;
            }

            // Before anything says that Asterisk has the new set: a start after a crash compares with what Asterisk really has.
            manifests.Save(Manifest.Of(staged.EntriesOnceActivated(context.Manifest), context.Manifest));
            context.Reloaded = asterisk.Activation is null ? [] : [.. modules.Select(m => m.Name)];
        }

        run.State = run.State with { Activated = context.Desired.Main, ActivatedContent = asterisk.Root is null ? null : context.AsteriskContent, Quarantined = null };
        staged.Record(states.Storage, context.Desired.Main, RunStep.Activated);
        return StageResult.Done(new RunFact.Activated(asterisk.ProofOf(run.State)));
    }

    /// <summary>The set is not activated, and the fact says why.</summary>
    public static StageResult Fail(DesiredSet desired, string message, bool isTransient, RunFact fact) =>
        StageResult.End(RunOutcome.Failed(ExitCode.ActivationFailed, desired.Commit, message, isTransient) with { Diagnostics = desired.Diagnostics }, fact);

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

    /// <summary>One staged set before Asterisk.</summary>
    private sealed class Attempt(ActivationStage stage, CommitContext context, GenerationStore root, StagedGeneration generation)
    {
        // Newly written files of what Asterisk was proved to take: there is nothing better to go back to.
        private readonly bool _isRepair = generation.Digest == context.Run.State.ActivatedContent;
        private bool _isSwitched;

        private RunContext Run => context.Run;

        /// <summary>Null: Asterisk has the new set; else what became of it.</summary>
        public async Task<StageResult?> RunAsync(Activation activation, ImmutableArray<AsteriskModule> modules, CancellationToken cancellationToken)
        {
            try
            {
                var result = await activation.ActivateAsync(Change(modules), cancellationToken);
                context.Warnings = [.. result.Warnings.Select(w => Codes.MailboxPins.At(SpecLocation.OfFile(w.Subject), w.Message, w.Hint))];
                Run.State = _isSwitched ? Run.State with { ReadFrom = result.ReadFrom } : Run.State;
                return result.IsAccepted || (_isRepair && _isSwitched) ? null : Quarantine(result);
            }
            catch (PbxUnavailableException exception)
            {
                return BreakOff(exception);
            }
        }

        private ActivationChange Change(ImmutableArray<AsteriskModule> modules)
        {
            var desired = context.Desired;
            // What is published was rendered from other keys, secrets or by another program: it cannot be rendered any more to compare with.
            var published = desired.HostChange is null ? desired.Published?.Asterisk.Value : null;
            var contexts = PolicyRules.PhoneContexts(desired.Rendering.Fleet);
            return new ActivationChange
            {
                PhoneContexts = [.. contexts],
                NewContexts = [.. contexts.Except(stage.GrantedContexts).Except(LiveContexts())],
                CurrentDialplan = $"{stage.Include}/current/{AsteriskModule.Dialplan.File}",
                StagedPaths = [.. generation.Entries.Select(e => $"{stage.Include}/gens/{generation.Name}/{e.Path}")],
                Modules = modules,
                Intended = desired.Asterisk,
                Previous = Run.State.ActivatedContent is null || _isRepair ? null : published,
                Restored = _isRepair ? desired.Asterisk : generation.Previous is not null && Run.State.Activated == RolloutPosition.MainOf(Run.State) ? published : null,
                Switch = () =>
                {
                    _isSwitched = true;
                    root.SwitchTo(generation.Name);
                },
                SwitchBack = () => root.SwitchBack(_isRepair ? generation.Name : generation.Previous),
            };
        }

        /// <summary>Those of what is served; a repair brings no others.</summary>
        private ImmutableSortedSet<string> LiveContexts() => context.Repair is not null ? PolicyRules.PhoneContexts(context.Desired.Rendering.Fleet)
            : context.Plan.Served is { } served ? PolicyRules.PhoneContexts(served)
            : [];

        /// <summary>Nobody knows what Asterisk has in memory when it went away half-way: the next attempt reloads everything.</summary>
        private StageResult BreakOff(PbxUnavailableException exception)
        {
            if (_isRepair)
            {
                root.SwitchTo(generation.Name);
            }

            Run.State = _isSwitched || _isRepair ? Run.State with { ActivatedContent = null, ReadFrom = null } : Run.State with { ReadFrom = null };
            DropStaged();
            return Fail(context.Desired, exception.Message, isTransient: true, new RunFact.ActivationBrokeOff(exception.Reason, exception.Message));
        }

        private StageResult Quarantine(ActivationResult result)
        {
            var desired = context.Desired;
            var first = result.Problems[0];
            var more = result.Problems.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {result.Problems.Length - 1} more)");
            var message = $"Asterisk did not take {first.Subject}: {first.Message}{(first.Hint is null ? "" : " " + first.Hint)}{more}";
            Run.State = Run.State with { Quarantined = new Quarantine(generation.Digest, desired.Commit, message, stage.Now) };
            DropStaged();
            var diagnostics = result.Problems.Select(p => Codes.PbxRefused.At(desired.Fleet.Site.Location, $"{p.Subject}: {p.Message}", p.Hint));
            return Fail(desired with { Diagnostics = [.. desired.Diagnostics, .. diagnostics] }, message, isTransient: false, new RunFact.ActivationRefused(message));
        }

        private void DropStaged()
        {
            root.Discard(generation.Name);
            RunRecord.Remove(stage.State);
        }
    }

    private string Include => asterisk.Include;

    private ImmutableSortedSet<string> GrantedContexts => asterisk.GrantedContexts;

    private IStateStorage State => states.Storage;

    private DateTimeOffset Now => time.GetUtcNow();
}
