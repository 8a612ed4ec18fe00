using Quartz;

namespace Reconciler.Agent;

/// <summary>How the reconcile job is triggered: by a cron expression, or by an interval that is drawn anew after each run.</summary>
public sealed class AgentPolling(PollSchedule? interval, TimeProvider time)
{
    private static readonly TriggerKey NextPoll = new("next-poll");

    /// <summary>What starts a run just to take a rollout further.</summary>
    public static TriggerKey NextChange { get; } = new("next-change");

    /// <summary>Tells how the last run went.</summary>
    public void Report(bool fetched) => interval?.Report(fetched);

    /// <summary>Sets the next poll of an interval; a cron trigger needs none.</summary>
    public async Task ScheduleNextAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        if (interval is null || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        await SetAsync(scheduler, NextPoll, time.GetUtcNow() + interval.Next(), cancellationToken);
    }

    /// <summary>Has a run take the rollout further at that moment, without a poll; null: it has nothing to wait for.</summary>
    public static async Task WakeAtAsync(IScheduler scheduler, DateTimeOffset? moment, CancellationToken cancellationToken)
    {
        if (moment is { } at)
        {
            await SetAsync(scheduler, NextChange, at, cancellationToken);
        }
        else
        {
            await scheduler.UnscheduleJob(NextChange, cancellationToken);
        }
    }

    private static async Task SetAsync(IScheduler scheduler, TriggerKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(ReconcileJob.Key).StartAt(at).Build();
        if (await scheduler.RescheduleJob(key, trigger, cancellationToken) is null)
        {
            await scheduler.ScheduleJob(trigger, cancellationToken: cancellationToken);
        }
    }
}
