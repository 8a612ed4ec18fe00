using Microsoft.Extensions.Logging;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>
/// Says once that a rollout came to wait, was held, went back or was aborted. What was told is remembered with the rollout, since the run that decided it
/// may have been killed before it could tell.
/// </summary>
internal sealed partial class RolloutNews(TimeProvider time, ILogger logger)
{
    /// <summary>The line for the history; null: nothing new. That a wave went out is what the run itself came to.</summary>
    public RunSummary? Announce(RunContext run)
    {
        if (run.State.Rollout is not { } rollout || rollout.Announced == rollout.State)
        {
            return null;
        }

        run.State = run.State with { Rollout = rollout with { Announced = rollout.State } };
        if (rollout.State == RolloutState.Running)
        {
            return null;
        }

        var message = $"The rollout of {rollout.Commit.Abbreviated} {RolloutText.Verb(rollout.State)}: {rollout.Message}";
        if (rollout.State is RolloutState.Held or RolloutState.RolledBack)
        {
            LogStopped(logger, message);
        }
        else
        {
            LogChanged(logger, message);
        }

        return new RunSummary
        {
            Time = time.GetUtcNow(),
            Commit = rollout.Commit,
            ExitCode = ExitCode.Done,
            Result = $"Rollout{rollout.State}",
            Message = message,
        };
    }

    [LoggerMessage(EventId = 1400, Level = LogLevel.Warning, Message = "{What}")]
    private static partial void LogStopped(ILogger logger, string what);

    [LoggerMessage(EventId = 1401, Level = LogLevel.Information, Message = "{What}")]
    private static partial void LogChanged(ILogger logger, string what);
}
