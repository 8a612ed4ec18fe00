using Quartz;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Agent.Jobs;

/// <summary>One run; never two at once. With an interval it sets the time of the next run itself, since Quartz knows no jitter.</summary>
[DisallowConcurrentExecution]
public sealed class ReconcileJob(SiteAgent agent, AgentPolling polling, PhoneWatch phones, OutcomeLog log, RunMeter meter, SiteChanges changes, TimeProvider time) : IJob
{
    /// <summary>The job's name in the scheduler.</summary>
    public static JobKey Key { get; } = new("reconcile");

    /// <summary>Starts it just to look for drift: an agent that is to poll at night looks for no new commit by day.</summary>
    public static TriggerKey DriftTrigger { get; } = new("drift");

    /// <summary>Starts it because Asterisk went away or came back.</summary>
    public static TriggerKey HealthTrigger { get; } = new("health");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (fetched, begun) = (false, time.GetTimestamp());
        var isPoll = !IsCheck(context.Trigger.Key) && !context.Trigger.Key.Equals(AgentPolling.NextChange);
        try
        {
            var outcome = await RunAsync(context.Trigger.Key, cancellationToken);
            fetched = outcome.ExitCode != ExitCode.FetchFailed;
            meter.Count(outcome, isPoll, time.GetElapsedTime(begun));
            log.Write(outcome, isPoll);
            await FollowUpAsync(context, outcome, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (HostFault.ExitCodeOf(exception) is { } code)
        {
            fetched = code != ExitCode.FetchFailed;
            meter.CountFault(code, isPoll, time.GetElapsedTime(begun));
            log.WriteFailure(code, exception.Message);
        }
#pragma warning disable CA1031 // the run boundary: one faulty run must not end the agent
        catch (Exception exception)
#pragma warning restore CA1031
        {
            meter.CountFault(null, isPoll, time.GetElapsedTime(begun));
            log.WriteFault(exception);
        }
        finally
        {
            changes.Note();
            if (isPoll)
            {
                polling.Report(fetched);
                polling.ScheduleNext();
            }
            else if (context.Trigger.Key.Equals(DriftTrigger))
            {
                polling.ScheduleDriftCheck();
            }
        }
    }

    /// <summary>A change that a run made is looked at, or waited for, at once.</summary>
    private async Task FollowUpAsync(IJobExecutionContext context, RunOutcome outcome, CancellationToken cancellationToken)
    {
        if (agent.Phones is null)
        {
            // Else the next look at the phones is in time for it. What is due already after a run that got nowhere would be so again.
            var rollout = agent.ForeseeRollout();
            var isDue = rollout.IsDue && (outcome.Result == RunResult.Applied || outcome.PhonesChanged > 0);
            await AgentPolling.WakeAtAsync(context.Scheduler, isDue ? time.GetUtcNow() : rollout.NextChange, cancellationToken);
        }
        else if (outcome.Result == RunResult.Applied || outcome.PhonesChanged > 0)
        {
            phones.LookNow();
        }
    }

    private static bool IsCheck(TriggerKey trigger) => trigger.Equals(DriftTrigger) || trigger.Equals(HealthTrigger);

    private Task<RunOutcome> RunAsync(TriggerKey trigger, CancellationToken cancellationToken) =>
        IsCheck(trigger) ? agent.CheckDriftAsync(cancellationToken)
        : trigger.Equals(AgentPolling.NextChange) ? agent.AdvanceAsync(cancellationToken)
        : agent.RunAsync(cancellationToken);
}
