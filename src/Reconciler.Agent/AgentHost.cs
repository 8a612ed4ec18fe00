using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent;

/// <summary>The daemon: polls by Quartz, runs at once at start and on SIGHUP, serves HTTP where the agent's file says so, and stops cleanly on SIGTERM.</summary>
public static class AgentHost
{
    /// <summary>Runs until the token is cancelled or the process is told to stop.</summary>
    public static async Task RunAsync(SiteAgent agent, AgentSettings settings, ILoggerProvider log, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSystemd();
        builder.Services.AddSingleton(agent);
        AddPolling(builder.Services, settings);
        AddServers(builder.Services, agent, settings);
        using var host = builder.Build();

        // Nobody need wait for the next poll: systemctl reload, or a post-receive hook on the same machine.
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            _ = TriggerAsync(host.Services, cancellationToken);
        });
        await host.RunAsync(cancellationToken);
    }

    private static void AddPolling(IServiceCollection services, AgentSettings settings)
    {
        var poll = settings.Repository.Poll;
        services.AddSingleton(new AgentPolling(poll.Cron is null ? new PollSchedule(poll.Every, poll.Jitter, Random.Shared) : null, TimeProvider.System));
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            quartz.AddJob<ReconcileJob>(job => job.WithIdentity(ReconcileJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(ReconcileJob.Key).WithIdentity("start").StartNow());
            if (poll.Cron is { } cron)
            {
                quartz.AddTrigger(trigger => trigger.ForJob(ReconcileJob.Key).WithIdentity("cron")
                    .WithCronSchedule(cron, schedule => schedule.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void AddServers(IServiceCollection services, SiteAgent agent, AgentSettings settings)
    {
        if (settings.Served.Http is { } served)
        {
            services.AddSingleton<IHostedService>(provider => new PublishedFileServer(
                IPEndPoint.Parse(served), agent.Roots.Served, provider.GetRequiredService<ILogger<PublishedFileServer>>()));
        }

        if (settings.Http?.Listen is { } listen)
        {
            services.AddSingleton<IHostedService>(_ => new StatusServer(IPEndPoint.Parse(listen), agent.States));
        }
    }

    private static async Task TriggerAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        await scheduler.TriggerJob(ReconcileJob.Key, cancellationToken: cancellationToken);
    }
}
