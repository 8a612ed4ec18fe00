using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Reconciler.Agent.Jobs;

/// <summary>
/// Starts jobs after a time that passes whatever becomes of the clock: the scheduler goes by the clock, so that one that is set back an hour would hold up
/// everything that it was to do within that hour.
/// </summary>
public sealed class JobTimer(ISchedulerFactory schedulers, TimeProvider time) : BackgroundService
{
    private readonly ConcurrentDictionary<TriggerKey, Waiting> _waiting = new();
    private readonly Channel<(TriggerKey Trigger, JobKey Job)> _due = Channel.CreateUnbounded<(TriggerKey, JobKey)>();

    /// <summary>Has a job start after a time, by a trigger of that name; an earlier setting of the same trigger is forgotten.</summary>
    public void Set(TriggerKey trigger, JobKey job, TimeSpan wait)
    {
        var waiting = new Waiting(time.GetTimestamp(), wait < TimeSpan.Zero ? TimeSpan.Zero : wait);
        _waiting.AddOrUpdate(trigger, waiting, (_, before) =>
        {
            before.Dispose();
            return waiting;
        });
        waiting.Start(time, () =>
        {
            if (_waiting.TryRemove(KeyValuePair.Create(trigger, waiting)))
            {
                waiting.Dispose();
                _due.Writer.TryWrite((trigger, job));
            }
        });
    }

    /// <summary>How long until a trigger fires; null: it is not set.</summary>
    public TimeSpan? LeftOf(TriggerKey trigger) =>
        _waiting.TryGetValue(trigger, out var waiting) ? waiting.Wait - time.GetElapsedTime(waiting.Since) : null;

    public override void Dispose()
    {
        foreach (var (_, waiting) in _waiting)
        {
            waiting.Dispose();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await foreach (var (key, job) in _due.Reader.ReadAllAsync(stoppingToken))
        {
            var trigger = TriggerBuilder.Create().WithIdentity(key).ForJob(job).StartNow().Build();
            if (await scheduler.RescheduleJob(key, trigger, stoppingToken) is null)
            {
                await scheduler.ScheduleJob(trigger, cancellationToken: stoppingToken);
            }
        }
    }

    private sealed class Waiting(long since, TimeSpan wait) : IDisposable
    {
        private readonly Lock _gate = new();
        private ITimer? _timer;
        private bool _isOver;

        public long Since => since;

        public TimeSpan Wait => wait;

        public void Start(TimeProvider time, Action onDue)
        {
            lock (_gate)
            {
                _timer = _isOver ? null : time.CreateTimer(_ => onDue(), null, wait, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _isOver = true;
                _timer?.Dispose();
            }
        }
    }
}
