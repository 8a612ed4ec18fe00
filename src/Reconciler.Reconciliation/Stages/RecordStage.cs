using Microsoft.Extensions.Logging;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Record: writes down what a run came to, on this host and for everybody else.</summary>
internal sealed partial class RecordStage(StateStore states, StatusRecorder recorder, Controls controls, RunHistory history, ILogger logger) : IStage<RunContext>
{
    public async Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        var lines = history.Add(context);
        // As if it had succeeded already: it is what is written.
        context.Note(recorder.WaitsForFirstCommit(context.State) ? new RunFact.NothingToRecord() : new RunFact.Recorded());
        var state = context.Snapshot();
        states.Save(state);
        if (context.IsRetry)
        {
            // Not before the state says what came of it: a kill in between must not lose what a person asked for.
            controls.Clear(Control.Retry);
        }

        try
        {
            foreach (var line in lines)
            {
                recorder.Log(line);
            }

            state = await recorder.CommitAsync(state, context.Phones, context.Published, cancellationToken);
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

    [LoggerMessage(EventId = 1100, Level = LogLevel.Error, Message = "The status could not be recorded: {What}")]
    private static partial void LogNotRecorded(ILogger logger, string what);
}
