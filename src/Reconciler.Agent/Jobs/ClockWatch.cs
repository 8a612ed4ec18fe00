using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Reconciler.Agent.Jobs;

/// <summary>
/// Notices that the clock was set: what the scheduler awaits by the clock, a cron expression or the beginning of a window, is then worked out anew. Without
/// it, a clock that is set back would have to come by all the time that it lost before the next poll.
/// </summary>
public sealed partial class ClockWatch(ISchedulerFactory schedulers, PhoneWatch phones, TimeProvider time, ILogger<ClockWatch> logger) : BackgroundService
{
    /// <summary>More than a time server slews, or a look that comes late loses.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly PeriodicTimer _timer = new(Pause, time);
    private DateTimeOffset _clock = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            var step = time.GetUtcNow() - _clock - time.GetElapsedTime(_stamp);
            (_clock, _stamp) = (time.GetUtcNow(), time.GetTimestamp());
            if (step.Duration() > Tolerance)
            {
                LogSet(logger, (long)step.TotalSeconds);
                await WorkOutAnewAsync(stoppingToken);
            }
        }
    }

    private async Task WorkOutAnewAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (await scheduler.GetTrigger(AgentPolling.Cron, cancellationToken) is { } cron)
        {
            await scheduler.RescheduleJob(AgentPolling.Cron, cron.GetTriggerBuilder().StartAt(time.GetUtcNow()).Build(), cancellationToken);
        }

        // Whatever awaits a moment by the clock is set again by these.
        await AgentPolling.WakeAtAsync(scheduler, time.GetUtcNow(), cancellationToken);
        phones.LookNow();
    }

    [LoggerMessage(EventId = 2300, Level = LogLevel.Warning, Message = "The clock was set by {Seconds} s; polls go on, and what is awaited by the clock is worked out anew")]
    private static partial void LogSet(ILogger logger, long seconds);
}
