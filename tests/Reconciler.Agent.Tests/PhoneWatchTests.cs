using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;

namespace Reconciler.Agent.Tests;

public sealed class PhoneWatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2099, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private ServiceProvider? _services;
    private IScheduler? _scheduler;
    private PhoneWatch? _watch;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddQuartz(quartz => quartz.UseInMemoryStore().AddJob<FollowJob>(job => job.WithIdentity(FollowJob.Key).StoreDurably()));
        _services = services.BuildServiceProvider();
        var schedulers = _services.GetRequiredService<ISchedulerFactory>();
        _scheduler = await schedulers.GetScheduler(Token);
        _watch = new PhoneWatch(schedulers, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _scheduler!.Shutdown(waitForJobsToComplete: false, Token);
        await _services!.DisposeAsync();
    }

    [Fact]
    public async Task Changes_ThatComeTogether_AreOneLook()
    {
        var asked = 0;
        for (var change = 0; change < 1000; change++)
        {
            asked += await _watch!.NoteChangeAsync(Token) ? 1 : 0;
        }

        Assert.Equal(1, asked);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMilliseconds(250), (await NextAsync()).StartTimeUtc);
    }

    [Fact]
    public async Task Change_WhileALookGoesOn_IsNotPutOffByTheRefresh()
    {
        _watch!.Begin();
        await _watch.NoteChangeAsync(Token);

        await _watch.ScheduleNextAsync(TimeSpan.FromMinutes(1), null, Token);

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMilliseconds(250), (await NextAsync()).StartTimeUtc);
    }

    [Fact]
    public async Task Refresh_WhileNothingHappens_IsTheOnlyTrigger()
    {
        _watch!.Begin();

        await _watch.ScheduleNextAsync(TimeSpan.FromMinutes(1), null, Token);
        await _watch.ScheduleNextAsync(TimeSpan.FromMinutes(2), null, Token);

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(2), (await NextAsync()).StartTimeUtc);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(90, 60)]
    [InlineData(-5, 0)]
    public async Task Refresh_WhileSomethingEndsByTheClock_IsInTimeForIt(int endsAfter, int looksAfter)
    {
        _watch!.Begin();

        await _watch.ScheduleNextAsync(TimeSpan.FromMinutes(1), _time.GetUtcNow() + TimeSpan.FromSeconds(endsAfter), Token);

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(looksAfter), (await NextAsync()).StartTimeUtc);
    }

    private async Task<ITrigger> NextAsync() => Assert.Single(await _scheduler!.GetTriggersOfJob(FollowJob.Key, Token));
}
