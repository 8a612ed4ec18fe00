using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Reconciler.Agent.Jobs;
using Reconciler.Agent.Serving;
using Reconciler.Agent.Sight;
using Reconciler.Core.Sources;
using Reconciler.Host.PhoneLogs;
using Reconciler.Scheduling;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Hosting;

/// <summary>The daemon: polls by Quartz, runs at once at start and on SIGHUP, serves HTTP where the agent's file says so, and stops cleanly on SIGTERM.</summary>
public static partial class AgentHost
{
    /// <summary>Runs until the token is cancelled or the process is told to stop.</summary>
    /// <param name="agent">The site.</param>
    /// <param name="settings">The agent's file.</param>
    /// <param name="log">Where it is logged.</param>
    /// <param name="addObservers">Adds services that show or tell the state; the loop depends on none of them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(SiteAgent agent, AgentSettings settings, ILoggerProvider log, Action<IServiceCollection> addObservers, CancellationToken cancellationToken)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        // The provider says how much is told; a failed start is told once, by the caller that gets the exception.
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.AddSystemd();
        builder.Services.AddSingleton(agent);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<OutcomeLog>();
        AddPolling(builder.Services, settings);
        AddPhones(builder.Services, agent, settings);
        PhoneSight.Add(builder.Services, settings);
        AddFileServer(builder.Services, agent, settings);
        addObservers(builder.Services);
        using var host = builder.Build();
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AgentHost));

        var poll = settings.Repository.Poll;
        LogStarted(logger, UrlRedaction.Redact(settings.Repository.Url), settings.Repository.Watched, poll.Cron ?? string.Create(CultureInfo.InvariantCulture, $"every {poll.Every.TotalSeconds:0.##} s"));
        await host.RunAsync(cancellationToken);
        LogStopped(logger);
    }

    private static void AddPolling(IServiceCollection services, AgentSettings settings)
    {
        var poll = settings.Repository.Poll;
        services.AddSingleton<JobTimer>();
        services.AddSingleton<SiteChanges>();
        services.AddSingleton(_ => new RunMeter());
        services.AddSingleton(provider => new RunRequests(provider.GetRequiredService<JobTimer>(), TimeProvider.System, poll.Every));
        services.AddSingleton(provider => new AgentPolling(
            poll.Cron is null ? new PollSchedule(poll.Every, poll.Jitter, Random.Shared) : null, provider.GetRequiredService<JobTimer>()));
        services.AddQuartz(quartz =>
        {
            quartz.UseInMemoryStore();
            // A run that hangs on a silent Git server would hold up a stop; one that is cut off switches Asterisk back itself.
            quartz.ConfigureScheduler(options => options.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.AddJob<ReconcileJob>(job => job.WithIdentity(ReconcileJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(ReconcileJob.Key).WithIdentity("start").StartNow());
            if (poll.Cron is { } cron)
            {
                quartz.AddTrigger(trigger => trigger.ForJob(ReconcileJob.Key).WithIdentity(AgentPolling.Cron)
                    .WithCronSchedule(cron, schedule => schedule.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService(provider =>
        {
            provider.GetRequiredService<AgentPolling>().ScheduleDriftCheck();
            return provider.GetRequiredService<JobTimer>();
        });
        services.AddHostedService<ClockWatch>();
        services.AddHostedService<HangupListener>();
    }

    private static void AddPhones(IServiceCollection services, SiteAgent agent, AgentSettings settings)
    {
        services.AddSingleton(provider => new PhoneWatch(provider.GetRequiredService<JobTimer>(), TimeProvider.System));
        if (agent.Phones is { } phones)
        {
            services.AddSingleton(phones);
            services.AddQuartz(quartz => quartz.AddJob<FollowJob>(job => job.WithIdentity(FollowJob.Key).StoreDurably())
                .AddTrigger(trigger => trigger.ForJob(FollowJob.Key).WithIdentity("start-phones").StartNow()));
            services.AddHostedService(provider => new PhoneEventListener(
                phones, provider.GetRequiredService<PhoneWatch>(), provider.GetRequiredService<AgentPolling>(), TimeProvider.System, provider.GetRequiredService<ILogger<PhoneEventListener>>()));
        }
    }

    private static void AddFileServer(IServiceCollection services, SiteAgent agent, AgentSettings settings)
    {
        if (settings.Served.Http is { } served)
        {
            services.AddSingleton<IHostedService>(provider => Server(provider, ListenAddress.Parse(served, "served.http"), null));
        }

        if (settings.Served.Https is { } https)
        {
            services.AddSingleton<IHostedService>(provider => Server(provider, ListenAddress.Parse(https.Listen, "served.https.listen"), https));
        }

        PublishedFileServer Server(IServiceProvider provider, ListenAddress listen, HttpsSettings? tls) => new(
            listen, agent.Roots.Served, ServerLimits.OfProcess(), provider.GetRequiredService<PhoneWitness>(), provider.GetRequiredService<ILogger<PublishedFileServer>>())
        {
            Https = tls,
            Keys = new ProfileKeyFiles(agent.Roots.Served, () => agent.States.Load().Site is { } site ? agent.Secrets(site) : null),
        };
    }

    [LoggerMessage(EventId = 2601, Level = LogLevel.Information, Message = "Watching {What} of {Url}, {When}")]
    private static partial void LogStarted(ILogger logger, string url, WatchedRevision what, string when);

    [LoggerMessage(EventId = 2602, Level = LogLevel.Information, Message = "Stopped")]
    private static partial void LogStopped(ILogger logger);
}
