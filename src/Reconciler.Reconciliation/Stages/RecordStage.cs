using Microsoft.Extensions.Logging;
using Reconciler.Core.Sources;
using Reconciler.Host.Disk;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Record: writes down what a run came to, on this host and for everybody else.</summary>
internal sealed partial class RecordStage(StateStore states, StatusRecorder recorder, Controls controls, RunHistory history, RunJournal journal, ILogger logger) : IStage<RunContext>
{
    public async Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        var lines = history.Add(context);
        // As if it had succeeded already: it is what is written.
        context.Note(recorder.WaitsForFirstCommit(context.State) ? new RunFact.NothingToRecord() : new RunFact.Recorded());
        var state = context.Snapshot();
        var due = recorder.FindDue(state, context.Phones);
        if (due is not null)
        {
            // What the branch says is not known until the push is written down: where it cannot be, a later run would take the branch to say what it said before.
            context.State = context.State with { RecordedStatus = null };
            state = context.Snapshot();
        }

        states.Save(state);
        Keep(lines);
        if (context.IsRetry)
        {
            // Not before the state says what came of it: a kill in between must not lose what a person asked for.
            controls.Clear(Control.Retry);
        }

        try
        {
            foreach (var line in lines)
            {
                recorder.Log(line with { Changes = null });
            }

            state = await recorder.CommitAsync(state, due, context.Published, cancellationToken);
        }
        catch (StatusNotRecordedException exception)
        {
            context.Note(new RunFact.NotRecorded(exception.Message));
            states.Save(context.Snapshot());
            LogNotRecorded(logger, exception.Message);
            return StageResult.Found(OutcomeWeight.Record, RunOutcome.Failed(ExitCode.NotRecorded, context.Outcomes.Reported.Commit, exception.Message));
        }

        states.Save(state);
        return StageResult.Done();
    }

    /// <summary>For people to look at: a run is none the worse for it.</summary>
    private void Keep(IReadOnlyList<RunSummary> lines)
    {
        try
        {
            foreach (var line in lines)
            {
                journal.Add(line);
            }
        }
        catch (PublishFailedException exception)
        {
            LogNotKept(logger, exception.Message);
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "{What}")]
    private static partial void LogNotKept(ILogger logger, string what);

    [LoggerMessage(EventId = 1100, Level = LogLevel.Error, Message = "The status could not be recorded: {What}")]
    private static partial void LogNotRecorded(ILogger logger, string what);
}
