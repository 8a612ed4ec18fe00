using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Guard: a change that takes away too much goes live only where somebody approved it.</summary>
internal sealed class GuardStage(FleetReadings readings, WaveSteps waves, PlanApprovals approvals, IGitMirror mirror, GuardThresholds thresholds) : IStage<CommitContext>
{
    // What goes back was served before.
    public async Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken) => context.Plan.Step.GoesBack
        ? StageResult.Done()
        : Judge(context.Run.State, context.Desired, await approvals.FindAsync(context.Run.State.Published, context.Desired.Commit, cancellationToken));

    private StageResult Judge(ReconcileState state, DesiredSet desired, FoundApprovals found)
    {
        var verdict = Guard.Judge(desired.Plan, thresholds, found.ByHash, Unreadable(state));
        if (!verdict.Allowed && ApprovedStep(found) is { } who)
        {
            verdict = verdict with { Allowed = true, ApprovedBy = who };
        }

        if (verdict.Allowed)
        {
            return StageResult.Done(new RunFact.Allowed(verdict.ApprovedBy));
        }

        var message = $"The guard refused {desired.Commit.Abbreviated}: {string.Join(" ", verdict.Reasons)} To allow it, add the trailer "
            + $"'{ApprovalTrailers.For(desired.Plan)}' to the commit's message, or run 'reconciler approve {desired.Plan.Hash}' on this host.";
        return StageResult.End(RunOutcome.Rejected(ExitCode.Refused, desired.Commit, message, desired.Diagnostics), new RunFact.GuardRefused(message));
    }

    private string? Unreadable(ReconcileState state)
    {
        if (waves.Unreadable(state) is not { } commit)
        {
            return null;
        }

        var why = mirror.Contains(commit) ? $"is refused by this version: {readings.Read(commit).Diagnostics.First(d => d.Severity == Severity.Error)}" : "is not in the repository any more.";
        return $"Phones run commit {commit.Abbreviated}, which {why} So nobody can tell what this change takes away from them, and it would go to all of them at once.";
    }

    /// <summary>A reviewer saw the plan of one pull request; when the agent finds several merged at once, the plan of that step is what was approved.</summary>
    private string? ApprovedStep(FoundApprovals found)
    {
        foreach (var step in found.ByHash.Count == 0 ? [] : found.Steps)
        {
            if (step.Parent is { } parent
                && readings.Read(parent).Fleet is { } from
                && readings.Read(step.Id).Fleet is { } to
                && found.ByHash.TryGetValue(WavePlan.Between(EffectiveFleet.Of(from), EffectiveFleet.Of(to)).Hash.ToString(), out var who))
            {
                return who;
            }
        }

        return null;
    }
}
