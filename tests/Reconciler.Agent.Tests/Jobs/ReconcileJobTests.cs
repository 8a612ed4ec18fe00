using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Quartz;
using Reconciler.Agent.Jobs;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;

namespace Reconciler.Agent.Tests.Jobs;

/// <summary>The scheduler alone keeps runs apart: the locks of the roots would let a second one start and wait.</summary>
public sealed class ReconcileJobTests : IAsyncLifetime
{
    private static readonly JobKey MarkerKey = new("marker");
    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly Runs _runs = new();
    private readonly SemaphoreSlim _markers = new(0);
    private ServiceProvider? _services;
    private IScheduler? _scheduler;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server.Start();
        var services = new ServiceCollection().AddLogging()
            .AddSingleton(Agent())
            .AddSingleton<JobTimer>()
            .AddSingleton(provider => new AgentPolling(null, provider.GetRequiredService<JobTimer>()))
            .AddSingleton<PhoneWatch>()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<OutcomeLog>()
            .AddSingleton<SiteChanges>()
            .AddSingleton(_ => new RunMeter())
            .AddSingleton(_markers);
        services.AddQuartz(quartz => quartz.UseInMemoryStore()
            .AddJob<ReconcileJob>(job => job.WithIdentity(ReconcileJob.Key).StoreDurably())
            .AddJob<Marker>(job => job.WithIdentity(MarkerKey).StoreDurably()));
        _services = services.BuildServiceProvider();
        _scheduler = await _services.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
        _scheduler.ListenerManager.AddJobListener(_runs, []);
        await _scheduler.Start(Token);
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _scheduler!.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        await _services!.DisposeAsync();
        _markers.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Trigger_DuringARun_StartsTheNextOneWhenThatHasEnded()
    {
        await _scheduler!.TriggerJob(ReconcileJob.Key, cancellationToken: Token);
        var first = await _server.AcceptSocketAsync(Token);

        await _scheduler.TriggerJob(ReconcileJob.Key, cancellationToken: Token);
        await PassAsync();

        Assert.Equal(1, _runs.Begun);
        first.Dispose();
        using var second = await _server.AcceptSocketAsync(Token);
        Assert.Equal(2, _runs.Begun);
    }

    /// <summary>Triggers are taken in their order: when jobs that were asked for later have run, those before them have begun or are held back.</summary>
    private async Task PassAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            await _scheduler!.TriggerJob(MarkerKey, cancellationToken: Token);
            await _markers.WaitAsync(Token);
        }
    }

    private SiteAgent Agent()
    {
        File.SetUnixFileMode(_folder.Write("master.key", new string('k', 48)), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var file = _folder.Write("agent.yaml", $$"""
            repository: { url: "git://{{_server.LocalEndpoint}}/phones.git" }
            served: { directory: srv }
            asterisk: { directory: asterisk }
            secrets: { masterKeyFile: master.key, directory: secrets }
            state: { directory: state }

            """);
        var settings = Assert.IsType<AgentSettings>(AgentFileReader.Read(file, new Dictionary<string, string>(StringComparer.Ordinal)).Settings);
        return SiteAgent.Open(settings, new Dictionary<string, string>(StringComparer.Ordinal), TimeProvider.System, NullLoggerFactory.Instance);
    }

    private sealed class Runs : IJobListener
    {
        private int _begun;

        public int Begun => Volatile.Read(ref _begun);

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            if (context.JobDetail.Key.Equals(ReconcileJob.Key))
            {
                Interlocked.Increment(ref _begun);
            }

            return ValueTask.CompletedTask;
        }
    }

    private sealed class Marker(SemaphoreSlim passed) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            passed.Release();
            return ValueTask.CompletedTask;
        }
    }
}
