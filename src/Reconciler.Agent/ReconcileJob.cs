using Microsoft.Extensions.Logging;
using Quartz;
using Reconciler.Core.Reconciliation;

namespace Reconciler.Agent;

/// <summary>One run; never two at once. With an interval it sets the time of the next run itself, since Quartz knows no jitter.</summary>
[DisallowConcurrentExecution]
public sealed partial class ReconcileJob(SiteAgent agent, AgentPolling polling, PhoneWatch phones, ILogger<ReconcileJob> logger) : IJob
{
    /// <summary>The job's name in the scheduler.</summary>
    public static JobKey Key { get; } = new("reconcile");

    /// <summary>What starts it just to look for drift: an agent that is to poll at night looks for no new commit by day.</summary>
    public static TriggerKey DriftTrigger { get; } = new("drift");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var fetched = false;
        var isPoll = !context.Trigger.Key.Equals(DriftTrigger) && !context.Trigger.Key.Equals(AgentPolling.NextChange);
        try
        {
            var outcome = await RunAsync(context.Trigger.Key, cancellationToken);
            fetched = outcome.ExitCode != ExitCode.FetchFailed;
            Log(outcome);
            if (agent.Phones is null)
            {
                // Else the next look at the phones is in time for it.
                await AgentPolling.WakeAtAsync(context.Scheduler, agent.ForeseeRollout().NextChange, cancellationToken);
            }
            else if (outcome.Result == RunResult.Applied || outcome.PhonesChanged > 0)
            {
                await phones.LookNowAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (HostFault.ExitCodeOf(exception) is { } code)
        {
            fetched = code != ExitCode.FetchFailed;
            LogFailed(logger, (int)code, exception.Message);
        }
#pragma warning disable CA1031 // the run boundary: one faulty run must not end the agent
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFault(logger, exception.GetType().Name, exception.Message);
        }
        finally
        {
            if (isPoll)
            {
                polling.Report(fetched);
                await polling.ScheduleNextAsync(context.Scheduler, cancellationToken);
            }
        }
    }

    private Task<RunOutcome> RunAsync(TriggerKey trigger, CancellationToken cancellationToken) =>
        trigger.Equals(DriftTrigger) ? agent.CheckDriftAsync(cancellationToken)
        : trigger.Equals(AgentPolling.NextChange) ? agent.AdvanceAsync(cancellationToken)
        : agent.RunAsync(cancellationToken);

    private void Log(RunOutcome outcome)
    {
        switch (outcome.Result)
        {
            case RunResult.NoChange:
                LogNothing(logger);
                break;
            case RunResult.Applied or RunResult.Suspended:
                LogDone(logger, outcome.Message);
                break;
            case RunResult.Drifted:
                LogDrifted(logger, outcome.Message);
                break;
            default:
                LogFailed(logger, (int)outcome.ExitCode, outcome.Message);
                break;
        }

        foreach (var diagnostic in outcome.Diagnostics)
        {
            LogFinding(logger, diagnostic);
        }
    }

    [LoggerMessage(EventId = 200, Level = LogLevel.Debug, Message = "Nothing to do")]
    private static partial void LogNothing(ILogger logger);

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "{What}")]
    private static partial void LogDone(ILogger logger, string what);

    [LoggerMessage(EventId = 202, Level = LogLevel.Error, Message = "({Code}) {What}")]
    private static partial void LogFailed(ILogger logger, int code, string what);

    [LoggerMessage(EventId = 203, Level = LogLevel.Warning, Message = "{Finding}")]
    private static partial void LogFinding(ILogger logger, Core.Diagnostics.Diagnostic finding);

    [LoggerMessage(EventId = 205, Level = LogLevel.Warning, Message = "{What}")]
    private static partial void LogDrifted(ILogger logger, string what);

    [LoggerMessage(EventId = 204, Level = LogLevel.Critical, Message = "A run ended by a fault of the program ({Type}): {What}")]
    private static partial void LogFault(ILogger logger, string type, string what);
}
