using Quartz;

namespace Reconciler.Agent;

/// <summary>How the reconcile job is triggered: by a cron expression, or by an interval that is drawn anew after each run.</summary>
public sealed class AgentPolling(PollSchedule? interval, TimeProvider time)
{
    private static readonly TriggerKey NextPoll = new("next-poll");

    /// <summary>Tells how the last run went.</summary>
    public void Report(bool fetched) => interval?.Report(fetched);

    /// <summary>Sets the next poll of an interval; a cron trigger needs none.</summary>
    public async Task ScheduleNextAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        if (interval is null || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        var trigger = TriggerBuilder.Create().WithIdentity(NextPoll).ForJob(ReconcileJob.Key)
            .StartAt(time.GetUtcNow() + interval.Next()).Build();
        if (await scheduler.RescheduleJob(NextPoll, trigger, cancellationToken) is null)
        {
            await scheduler.ScheduleJob(trigger, cancellationToken: cancellationToken);
        }
    }
}
