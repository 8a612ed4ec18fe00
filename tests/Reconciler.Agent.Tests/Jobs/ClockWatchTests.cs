using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using Reconciler.Agent.Jobs;
using Reconciler.Scheduling;
using Reconciler.Testing;

namespace Reconciler.Agent.Tests.Jobs;

/// <summary>The clock is set back an hour and forward a day, as a machine's without a battery is; time itself passes as ever.</summary>
public sealed class ClockWatchTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2099, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);
    private readonly SteppedTime _clock;
    private ServiceProvider? _services;
    private ISchedulerFactory? _schedulers;
    private IScheduler? _scheduler;
    private JobTimer? _timer;

    public ClockWatchTests() => _clock = new SteppedTime(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddQuartz(quartz => quartz.UseInMemoryStore().AddJob<ReconcileJob>(job => job.WithIdentity(ReconcileJob.Key).StoreDurably()));
        _services = services.BuildServiceProvider();
        _schedulers = _services.GetRequiredService<ISchedulerFactory>();
        _scheduler = await _schedulers.GetScheduler(Token);
        _timer = new JobTimer(_schedulers, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _timer!.Dispose();
        await _scheduler!.Shutdown(waitForJobsToComplete: false, Token);
        await _services!.DisposeAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task Poll_OfAnInterval_ComesWhenItsTimeHasPassed_WhateverTheClockSays(int hours)
    {
        await ((IHostedService)_timer!).StartAsync(Token);
        new AgentPolling(new PollSchedule(TimeSpan.FromSeconds(2), 0, new Random(1)), _timer!).ScheduleNext();

        _clock.Step = TimeSpan.FromHours(hours);
        var before = await IsDueAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.False(before);
        await Eventually.HoldsAsync("the poll is due", TimeSpan.FromSeconds(30), IsDueAsync, Token);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task Clock_Set_HasTheCronExpressionWorkedOutAnew(int hours)
    {
        var cron = TriggerBuilder.Create().ForJob(ReconcileJob.Key).WithIdentity(AgentPolling.Cron).StartAt(Start)
            .WithCronSchedule("0 0/5 * * * ?", schedule => schedule.InTimeZone(TimeZoneInfo.Utc)).Build();
        await _scheduler!.ScheduleJob(cron, cancellationToken: Token);
        using var watch = Watch();
        await watch.StartAsync(Token);

        _clock.Step = TimeSpan.FromHours(hours);
        _time.Advance(TimeSpan.FromSeconds(5));

        await Eventually.HoldsAsync(
            "the expression is worked out from the new time", TimeSpan.FromSeconds(30), async () => (await _scheduler.GetTrigger(AgentPolling.Cron, Token))?.StartTimeUtc == _clock.GetUtcNow(), Token);
    }

    [Fact]
    public async Task Clock_ThatRuns_IsLeftAlone()
    {
        using var watch = Watch();
        await watch.StartAsync(Token);

        _time.Advance(TimeSpan.FromSeconds(5));
        _clock.Step = TimeSpan.FromSeconds(-2);
        _time.Advance(TimeSpan.FromSeconds(5));
        await watch.StopAsync(Token);

        Assert.Null(_timer!.LeftOf(PhoneWatch.NextLook));
    }

    private ClockWatch Watch() => new(_schedulers!, new PhoneWatch(_timer!, _clock), _clock, NullLogger<ClockWatch>.Instance);

    private async Task<bool> IsDueAsync() => await _scheduler!.GetTrigger(AgentPolling.NextPoll, Token) is not null;
}
