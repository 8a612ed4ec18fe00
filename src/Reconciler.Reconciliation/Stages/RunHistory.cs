using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>The lines of the history that a run adds.</summary>
internal sealed class RunHistory(RolloutNews rollouts, TimeProvider time)
{
    // The log and the history say what to look at first; validate says all.
    private const int MostFindings = 20;

    /// <summary>Puts them into the state, without what each changed, and returns them.</summary>
    public IReadOnlyList<RunSummary> Add(RunContext context)
    {
        List<RunSummary> lines = [.. context.Outcomes.Besides.Append(context.Outcomes.Reported).Where(o => o.Result is not (RunResult.NoChange or RunResult.Suspended))
            .Select(Summary).Where(summary => !IsRepetition(context, summary))];
        if (rollouts.Announce(context) is { } news)
        {
            // It was decided first, and what the run did may follow from it.
            lines.Insert(0, news);
        }

        lines.ForEach(context.Remember);
        return lines;
    }

    /// <summary>A fault that lasts is told once, not every minute.</summary>
    private static bool IsRepetition(RunContext context, RunSummary summary) =>
        (summary.ExitCode != ExitCode.Done || summary.Result is nameof(RunResult.Drifted))
        && !context.Changed
        && context.State.History is [{ } last, ..]
        && (last.Commit, last.ExitCode, last.Message) == (summary.Commit, summary.ExitCode, summary.Message);

    private RunSummary Summary(RunOutcome outcome) => new()
    {
        Time = time.GetUtcNow(),
        Commit = outcome.Commit,
        ExitCode = outcome.ExitCode,
        Result = outcome.Result.ToString(),
        Message = outcome.Message,
        Plan = outcome.Plan,
        Changes = outcome.Changes.IsEmpty ? null : outcome.Changes,
        PhonesChanged = outcome.PhonesChanged,
        Reloaded = outcome.Reloaded,
        Findings = [.. outcome.Diagnostics.Where(IsWorthRemembering).Take(MostFindings).Select(d => d.ToString())],
    };

    private static bool IsWorthRemembering(Diagnostic finding) =>
        finding.Severity == Severity.Error || finding.Code == Codes.Unjudged.Id || finding.Code == Codes.FileDrift.Id || finding.Code == Codes.ObjectDrift.Id;
}
