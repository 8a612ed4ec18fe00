using Microsoft.Extensions.Logging;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Record: writes down what a run came to, on this host and for everybody else.</summary>
internal sealed partial class RecordStep(ReconcileSetup setup)
{
    // The log and the history tell what to look at first; validate tells all.
    private const int MostFindings = 20;

    private readonly RolloutNews _rollouts = new(setup);

    /// <summary>Writes the state, the log and the status; what came of the run, once that is known too.</summary>
    public async Task<RunOutcome> WriteAsync(RunProgress run, RunOutcome outcome, CancellationToken cancellationToken)
    {
        List<RunSummary> told = [.. run.Asides.Append(outcome).Where(o => o.Result is not (RunResult.NoChange or RunResult.Suspended))
            .Select(Summary).Where(summary => !IsRepetition(run, summary))];
        if (_rollouts.Take(run) is { } news)
        {
            // It was decided first, and what the run did may follow from it.
            told.Insert(0, news);
        }

        told.ForEach(run.Remember);
        RolloutConditions.Tell(run.Conditions, run.State.Rollout);
        if (setup.Recorder.WaitsForFirstCommit(run.State))
        {
            run.Conditions.Unknown(ConditionType.Recorded, "NothingFetched", "Nothing is recorded before the first commit is fetched.");
        }
        else
        {
            run.Conditions.True(ConditionType.Recorded, "Recorded");
        }

        var phones = setup.Phones?.LoadSummary();
        if (phones is not null)
        {
            run.Conditions.Take(phones.Converged);
        }

        var state = run.Snapshot();
        setup.States.Save(state);
        if (run.IsRetry)
        {
            // Not before the state says what came of it: a kill in between must not lose what a person asked for.
            setup.Controls.Clear(Control.Retry);
        }

        try
        {
            told.ForEach(setup.Recorder.Log);

            state = await setup.Recorder.CommitAsync(state, phones, run.Published, cancellationToken);
        }
        catch (StatusNotRecordedException exception)
        {
            run.Conditions.False(ConditionType.Recorded, "NotRecorded", exception.Message);
            setup.States.Save(run.Snapshot());
            LogNotRecorded(setup.Logger, exception.Message);
            return outcome.ExitCode == ExitCode.Done
                ? RunOutcome.Failed(ExitCode.NotRecorded, outcome.Commit, exception.Message) with { Diagnostics = outcome.Diagnostics }
                : outcome;
        }

        setup.States.Save(state);
        return outcome;
    }

    /// <summary>A fault that lasts is told once, not every minute.</summary>
    private static bool IsRepetition(RunProgress run, RunSummary summary) =>
        (summary.ExitCode != ExitCode.Done || summary.Result is nameof(RunResult.Drifted))
        && !run.Changed
        && run.State.History is [{ } last, ..]
        && (last.Commit, last.ExitCode, last.Message) == (summary.Commit, summary.ExitCode, summary.Message);

    private RunSummary Summary(RunOutcome outcome) => new()
    {
        Time = setup.Time.GetUtcNow(),
        Commit = outcome.Commit,
        ExitCode = outcome.ExitCode,
        Result = outcome.Result.ToString(),
        Message = outcome.Message,
        Plan = outcome.Plan,
        PhonesChanged = outcome.PhonesChanged,
        Reloaded = outcome.Reloaded,
        Findings = [.. outcome.Diagnostics.Where(IsWorthRemembering).Take(MostFindings).Select(d => d.ToString())],
    };

    private static bool IsWorthRemembering(Diagnostic finding) =>
        finding.Severity == Severity.Error || finding.Code == Codes.Unjudged.Id || finding.Code == Codes.FileDrift.Id || finding.Code == Codes.ObjectDrift.Id;

    [LoggerMessage(EventId = 1100, Level = LogLevel.Error, Message = "The status could not be recorded: {What}")]
    private static partial void LogNotRecorded(ILogger logger, string what);
}
