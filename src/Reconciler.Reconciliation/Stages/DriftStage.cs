using Reconciler.Core.Artifacts;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>
/// Drift: where the run had nothing to apply and a check is due, what was published is compared with what is there, and put right or reported.
/// </summary>
internal sealed class DriftStage(DriftMode mode, StateStore states, DriftLookup lookup, DriftMemory memory, DriftRepairer repairer) : IStage<RunContext>
{
    public async Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        if (context.Outcomes.Current.Result is RunResult.Applied or RunResult.Suspended
            || context.State.Published is not { } published
            || !(context.IsDriftSuspected || memory.IsDue)
            || RunRecord.Read(states.Storage) is not null
            || await lookup.FindAsync(context, published, cancellationToken) is not { } found)
        {
            return StageResult.Done();
        }

        var away = found.Report.Unasked;
        if (away is not null)
        {
            context.State = context.State with { ReadFrom = null };
            // Before anything is applied again, which may find out better.
            context.Note(HealthStage.AwayFact(away));
        }

        if (!found.Report.IsClean)
        {
            var result = mode == DriftMode.Report || memory.IsStanding(found.Report) ? Report(found) : await repairer.RepairAsync(context, found, cancellationToken);
            return away is null ? result : result with { Besides = [HealthStage.AwayOutcome(away, published)] };
        }

        if (away is not null)
        {
            // A check that Asterisk went away from is still due.
            return StageResult.Found(OutcomeWeight.Drift, HealthStage.AwayOutcome(away, published));
        }

        memory.Save(standing: null);
        return StageResult.Done(new RunFact.Compared([]));
    }

    private StageResult Report(FoundDrift found)
    {
        var report = found.Report;
        if (report.Of(DriftKind.Foreign) is { IsEmpty: false } foreign)
        {
            // Not remembered as checked: the run after `adopt` is the one that puts it right.
            return found.Refuse(foreign, new RunFact.Compared(report.Findings));
        }

        memory.Save(report, report.Objects == memory.Standing ? report.Objects : null);
        return found.Result(
            RunOutcome.Drifted(found.Published, $"Drift: {DriftReport.Count(report.Findings.Length)} from what was published: {DriftReport.First(report.Findings)}"),
            new RunFact.Compared(report.Findings));
    }
}
