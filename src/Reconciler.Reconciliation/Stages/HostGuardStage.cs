using Microsoft.Extensions.Logging;
using Reconciler.Core.Planning;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Guard, the host's part: what nobody committed goes live only once somebody asked for it, also with a rollback or a wave.</summary>
internal sealed partial class HostGuardStage(HostChangeFinder finder, Controls controls, GuardThresholds thresholds, TimeProvider time, ILogger logger) : IStage<CommitContext>
{
    public Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var (run, desired) = (context.Run, context.Desired);
        var change = finder.Find(run.State, desired.Published ?? desired.Rendering, run.Files);
        context.Desired = desired with { HostChange = change };
        if (change is null || IsAllowed(change))
        {
            if (change is not null)
            {
                LogPassed(logger, HostChangeText.Log(change));
            }

            run.State = run.State with { HostChange = null };
            return Task.FromResult(StageResult.Done());
        }

        var message = HostChangeText.Refusal(change, (run.State.Published ?? context.Commit).Abbreviated);
        run.State = run.State with { HostChange = WaitingHostChange.Of(change, run.State.HostChange, time.GetUtcNow()) };
        return Task.FromResult(StageResult.End(
            RunOutcome.Rejected(ExitCode.Refused, context.Commit, message, desired.Diagnostics), new RunFact.HostChangeWaits(message)));
    }

    /// <summary>Only on this host: whoever can push may not say what the host's keys are.</summary>
    private bool IsAllowed(HostChange change) =>
        !change.Waits(thresholds) || controls.ReadLines(Control.Approve).Contains(change.Hash.ToString(), StringComparer.Ordinal);

    [LoggerMessage(EventId = 1200, Level = LogLevel.Warning, Message = "A change of this host goes live: {What}")]
    private static partial void LogPassed(ILogger logger, string what);
}
