using Quartz;
using Reconciler.Reconciliation.Drift;
using Reconciler.Scheduling;

namespace Reconciler.Agent.Jobs;

/// <summary>How the reconcile job is triggered: by a cron expression, or by an interval that is drawn anew after each run.</summary>
public sealed class AgentPolling(PollSchedule? interval, JobTimer timer)
{
    /// <summary>The poll of an interval.</summary>
    public static TriggerKey NextPoll { get; } = new("next-poll");

    /// <summary>The polls of a cron expression.</summary>
    public static TriggerKey Cron { get; } = new("cron");

    /// <summary>Starts a run just to take a rollout further.</summary>
    public static TriggerKey NextChange { get; } = new("next-change");

    /// <summary>Tells how the last run went.</summary>
    public void Report(bool fetched) => interval?.Report(fetched);

    /// <summary>Sets the next poll of an interval; a cron trigger needs none.</summary>
    public void ScheduleNext()
    {
        if (interval is not null)
        {
            timer.Set(NextPoll, ReconcileJob.Key, interval.Next());
        }
    }

    /// <summary>Sets the next look for drift.</summary>
    public void ScheduleDriftCheck() => timer.Set(ReconcileJob.DriftTrigger, ReconcileJob.Key, DriftSchedule.Period);

    /// <summary>Has a run see, as soon as may be, whether Asterisk still has what was read back.</summary>
    public void CheckHealth() => timer.Set(ReconcileJob.HealthTrigger, ReconcileJob.Key, TimeSpan.Zero);

    /// <summary>Has a run take the rollout further at that moment, without a poll; null: it has nothing to wait for.</summary>
    public static async Task WakeAtAsync(IScheduler scheduler, DateTimeOffset? moment, CancellationToken cancellationToken)
    {
        if (moment is not { } at)
        {
            await scheduler.UnscheduleJob(NextChange, cancellationToken);
            return;
        }

        var trigger = TriggerBuilder.Create().WithIdentity(NextChange).ForJob(ReconcileJob.Key).StartAt(at).Build();
        if (await scheduler.RescheduleJob(NextChange, trigger, cancellationToken) is null)
        {
            await scheduler.ScheduleJob(trigger, cancellationToken: cancellationToken);
        }
    }
}
