using Microsoft.Extensions.Logging;
using Reconciler.Core.Sources;
using Reconciler.Host.Disk;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Every run's surroundings: the locks of the roots, the mark that it has begun, and, last, the care of the mirror.</summary>
internal sealed partial class RunBracket(RootLocks locks, AttemptStore attempts, IGitMirror mirror, ILogger logger)
{
    /// <param name="run">The run.</param>
    /// <param name="withoutLock">Done where a lock cannot be made: it is held by nobody, so that the state is this run's to write.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RunOutcome> RunAsync(
        Func<CancellationToken, Task<RunOutcome>> run, Func<PublishFailedException, CancellationToken, Task<RunOutcome>> withoutLock, CancellationToken cancellationToken)
    {
        IDisposable held;
        try
        {
            held = await locks.AcquireAsync(cancellationToken);
        }
        catch (PublishFailedException exception)
        {
            return await withoutLock(exception, cancellationToken);
        }

        using (held)
        {
            var outcome = await AttemptAsync(run, cancellationToken);

            // Last, because it may take seconds and nothing waits for it.
            if (await mirror.CompactAsync(cancellationToken) is { } problem)
            {
                LogNotCompacted(logger, problem);
            }

            return outcome;
        }
    }

    /// <summary>That a run began is on the disk before its work: one that breaks off leaves no other trace.</summary>
    private async Task<RunOutcome> AttemptAsync(Func<CancellationToken, Task<RunOutcome>> run, CancellationToken cancellationToken)
    {
        attempts.Begin();
        var isOver = false;
        try
        {
            var outcome = await run(cancellationToken);
            isOver = true;
            return outcome;
        }
        finally
        {
            if (isOver || cancellationToken.IsCancellationRequested)
            {
                attempts.End();
            }
            else
            {
                attempts.BreakOff();
            }
        }
    }

    [LoggerMessage(EventId = 900, Level = LogLevel.Warning, Message = "{What}")]
    private static partial void LogNotCompacted(ILogger logger, string what);
}
