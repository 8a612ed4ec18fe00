using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using Reconciler.Agent.Jobs;
using Reconciler.Scheduling;

namespace Reconciler.Agent.Tests.Jobs;

public sealed class AgentPollingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2099, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private ServiceProvider? _services;
    private IScheduler? _scheduler;
    private JobTimer? _timer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddQuartz(quartz => quartz.UseInMemoryStore().AddJob<ReconcileJob>(job => job.WithIdentity(ReconcileJob.Key).StoreDurably()));
        _services = services.BuildServiceProvider();
        var schedulers = _services.GetRequiredService<ISchedulerFactory>();
        _scheduler = await schedulers.GetScheduler(Token);
        _timer = new JobTimer(schedulers, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _timer!.Dispose();
        await _scheduler!.Shutdown(waitForJobsToComplete: false, Token);
        await _services!.DisposeAsync();
    }

    [Fact]
    public void ScheduleNext_AfterEachRun_LeavesOneTriggerAtTheNextPoll()
    {
        var polling = new AgentPolling(new PollSchedule(TimeSpan.FromMinutes(1), 0, new Random(1)), _timer!);

        polling.ScheduleNext();
        _time.Advance(TimeSpan.FromSeconds(10));
        polling.Report(fetched: false);
        polling.ScheduleNext();

        Assert.Equal(TimeSpan.FromMinutes(2), _timer!.LeftOf(AgentPolling.NextPoll));
    }

    [Fact]
    public void ScheduleNext_WithACronExpression_SetsNothing()
    {
        new AgentPolling(null, _timer!).ScheduleNext();

        Assert.Null(_timer!.LeftOf(AgentPolling.NextPoll));
    }

    [Fact]
    public async Task WakeAt_AMomentThatMoves_IsOneRun_UntilThereIsNone()
    {
        await AgentPolling.WakeAtAsync(_scheduler!, _time.GetUtcNow() + TimeSpan.FromMinutes(9), Token);
        await AgentPolling.WakeAtAsync(_scheduler!, _time.GetUtcNow() + TimeSpan.FromMinutes(5), Token);
        var waking = Assert.Single(await _scheduler!.GetTriggersOfJob(ReconcileJob.Key, Token)).StartTimeUtc - _time.GetUtcNow();
        await AgentPolling.WakeAtAsync(_scheduler!, null, Token);

        Assert.Equal(TimeSpan.FromMinutes(5), waking);
        Assert.Empty(await _scheduler!.GetTriggersOfJob(ReconcileJob.Key, Token));
    }
}
