using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Reconciler.Agent.Jobs;

namespace Reconciler.Agent.Hosting;

/// <summary>Starts a run on each SIGHUP, so that nobody need wait for the next poll: <c>systemctl reload</c>, or a post-receive hook on the same machine.</summary>
internal sealed partial class HangupListener(ISchedulerFactory schedulers, IHostApplicationLifetime lifetime, ILogger<HangupListener> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // There is no job to start before the host has.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        var hangups = Channel.CreateUnbounded<bool>();
        using var delivery = ProcessHangup.Deliver(() => hangups.Writer.TryWrite(default));
        await foreach (var _ in hangups.Reader.ReadAllAsync(stoppingToken))
        {
            LogHangup(logger);
            var scheduler = await schedulers.GetScheduler(stoppingToken);
            await scheduler.TriggerJob(ReconcileJob.Key, cancellationToken: stoppingToken);
        }
    }

    [LoggerMessage(EventId = 2700, Level = LogLevel.Information, Message = "SIGHUP: a run is asked for")]
    private static partial void LogHangup(ILogger logger);
}
