using Microsoft.Extensions.Logging;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Fetch: the branch's head, or the tag's commit. Where it fails, the run goes on with what was fetched before.</summary>
internal sealed partial class FetchStage(IGitMirror mirror, bool asksSignatures, ILogger logger) : IStage<RunContext>
{
    public async Task<StageResult> ExecuteAsync(RunContext context, CancellationToken cancellationToken)
    {
        try
        {
            var fetched = await mirror.FetchAsync(cancellationToken);
            if (fetched is { HistoryRewritten: true, Tag: { } moved })
            {
                LogTagMoved(logger, moved, fetched.PreviousHead?.Abbreviated, fetched.Head.Abbreviated);
            }
            else if (fetched.HistoryRewritten)
            {
                LogRewritten(logger, fetched.PreviousHead?.Abbreviated, fetched.Head.Abbreviated);
            }

            context.State = context.State with { Observed = fetched.Head };
            return StageResult.Done(new RunFact.Fetched(fetched, asksSignatures));
        }
        catch (GitUnavailableException exception)
        {
            return StageResult.Found(
                OutcomeWeight.Fetch,
                RunOutcome.Failed(ExitCode.FetchFailed, context.State.Observed, exception.Message, exception.IsTransient),
                new RunFact.FetchFailed(exception.Failure, exception.Message));
        }
    }

    [LoggerMessage(EventId = 1300, Level = LogLevel.Warning, Message = "The branch's history was rewritten: {From} is no ancestor of {To}")]
    private static partial void LogRewritten(ILogger logger, string? from, string to);

    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "The tag {Tag} was moved from {From} to {To}")]
    private static partial void LogTagMoved(ILogger logger, string tag, string? from, string to);
}
