using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;

namespace Reconciler.Agent.Tests;

public sealed class AgentPollingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2099, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private ServiceProvider? _services;
    private IScheduler? _scheduler;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddQuartz(quartz => quartz.UseInMemoryStore().AddJob<ReconcileJob>(job => job.WithIdentity(ReconcileJob.Key).StoreDurably()));
        _services = services.BuildServiceProvider();
        _scheduler = await _services.GetRequiredService<ISchedulerFactory>().GetScheduler(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _scheduler!.Shutdown(waitForJobsToComplete: false, Token);
        await _services!.DisposeAsync();
    }

    [Fact]
    public async Task ScheduleNext_AfterEachRun_LeavesOneTriggerAtTheNextPoll()
    {
        var polling = new AgentPolling(new PollSchedule(TimeSpan.FromMinutes(1), 0, new Random(1)), _time);

        await polling.ScheduleNextAsync(_scheduler!, Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        polling.Report(fetched: false);
        await polling.ScheduleNextAsync(_scheduler!, Token);

        var trigger = Assert.Single(await _scheduler!.GetTriggersOfJob(ReconcileJob.Key, Token));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(2), trigger.StartTimeUtc);
    }

    [Fact]
    public async Task ScheduleNext_WithACronExpression_AddsNoTrigger()
    {
        await new AgentPolling(null, _time).ScheduleNextAsync(_scheduler!, Token);

        Assert.Empty(await _scheduler!.GetTriggersOfJob(ReconcileJob.Key, Token));
    }

    [Fact]
    public async Task WakeAt_AMomentThatMoves_IsOneRunBesideThePoll_UntilThereIsNone()
    {
        var polling = new AgentPolling(new PollSchedule(TimeSpan.FromHours(1), 0, new Random(1)), _time);
        await polling.ScheduleNextAsync(_scheduler!, Token);

        await AgentPolling.WakeAtAsync(_scheduler!, _time.GetUtcNow() + TimeSpan.FromMinutes(9), Token);
        await AgentPolling.WakeAtAsync(_scheduler!, _time.GetUtcNow() + TimeSpan.FromMinutes(5), Token);
        var waking = (await _scheduler!.GetTriggersOfJob(ReconcileJob.Key, Token)).Select(t => t.StartTimeUtc - _time.GetUtcNow()).Order().ToList();
        await AgentPolling.WakeAtAsync(_scheduler!, null, Token);

        Assert.Equal([TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)], waking);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromHours(1), Assert.Single(await _scheduler!.GetTriggersOfJob(ReconcileJob.Key, Token)).StartTimeUtc);
    }
}
