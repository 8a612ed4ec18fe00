using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Planning.Narration;
using Reconciler.Core.Sources;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Conclude: the state says that the commit is what is served, and the record of the steps goes.</summary>
internal sealed class ConclusionStage(StateStore states, IGitMirror mirror) : IStage<CommitContext>
{
    public Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var (run, desired) = (context.Run, context.Desired);
        run.State = run.State with
        {
            Site = desired.Fleet.Site.Name.Value,
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
        run.Published = desired.Fleet;
        run.Changed = true;
        states.Save(run.Snapshot());
        RunRecord.Remove(states.Storage);
        run.State = run.State with { NextRollout = null };
        if (desired.Rollout is null)
        {
            // Only now: before the state was saved, a start after a kill would have asked for what was served before.
            mirror.Pin([desired.Commit]);
        }

        return Task.FromResult(StageResult.End(RunOutcome.Applied(desired.Commit, Describe(desired, context.Reloaded)) with
        {
            Diagnostics = [.. desired.Diagnostics, .. context.Warnings],
            Plan = desired.Plan.Hash.ToString(),
            Changes = PlanLines.Of(desired.Plan),
            PhonesChanged = PhonesChanged(desired),
            Reloaded = context.Reloaded,
        }));
    }

    private static string Describe(DesiredSet desired, ImmutableArray<string> reloaded)
    {
        var phones = PhonesChanged(desired);
        var what = phones switch
        {
            0 => "no phone changed",
            1 => "1 phone changed",
            _ => string.Create(CultureInfo.InvariantCulture, $"{phones} phones changed"),
        };
        return $"Published {(desired.Rollout is { } rollout ? RolloutText.Of(rollout) : desired.Commit.Abbreviated)}: {what}, {(reloaded.IsEmpty ? "nothing reloaded" : string.Join(", ", reloaded) + " reloaded")}.{(desired.HostChange is { } change ? " " + string.Join(" ", change.Causes) : "")}";
    }

    /// <summary>A change of the host counts for all its phones, but for those that wait for their wave.</summary>
    private static int PhonesChanged(DesiredSet desired) =>
        Math.Max(desired.PhonesChanged, (desired.HostChange?.Profiles ?? 0) - desired.Fleet.Phones.Count(p => p.HasPreviousKey));
}
