using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using Reconciler.Agent.Jobs;

namespace Reconciler.Agent.Tests.Jobs;

public sealed class PhoneWatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2099, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private ServiceProvider? _services;
    private IScheduler? _scheduler;
    private JobTimer? _timer;
    private PhoneWatch? _watch;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddQuartz(quartz => quartz.UseInMemoryStore().AddJob<FollowJob>(job => job.WithIdentity(FollowJob.Key).StoreDurably()));
        _services = services.BuildServiceProvider();
        var schedulers = _services.GetRequiredService<ISchedulerFactory>();
        _scheduler = await schedulers.GetScheduler(Token);
        _timer = new JobTimer(schedulers, _time);
        _watch = new PhoneWatch(_timer, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _timer!.Dispose();
        await _scheduler!.Shutdown(waitForJobsToComplete: false, Token);
        await _services!.DisposeAsync();
    }

    [Fact]
    public void Changes_ThatComeTogether_AreOneLook()
    {
        var asked = 0;
        for (var change = 0; change < 1000; change++)
        {
            asked += _watch!.NoteChange() ? 1 : 0;
        }

        Assert.Equal(1, asked);
        Assert.Equal(TimeSpan.FromMilliseconds(250), _timer!.LeftOf(PhoneWatch.NextLook));
    }

    [Fact]
    public void Change_WhileALookGoesOn_IsNotPutOffByTheRefresh()
    {
        _watch!.Begin();
        _watch.NoteChange();

        _watch.ScheduleNext(TimeSpan.FromMinutes(1), null);

        Assert.Equal(TimeSpan.FromMilliseconds(250), _timer!.LeftOf(PhoneWatch.NextLook));
    }

    [Fact]
    public void Refresh_WhileNothingHappens_IsTheOnlyTrigger()
    {
        _watch!.Begin();

        _watch.ScheduleNext(TimeSpan.FromMinutes(1), null);
        _watch.ScheduleNext(TimeSpan.FromMinutes(2), null);

        Assert.Equal(TimeSpan.FromMinutes(2), _timer!.LeftOf(PhoneWatch.NextLook));
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(90, 60)]
    [InlineData(-5, 0)]
    public void Refresh_WhileSomethingEndsByTheClock_IsInTimeForIt(int endsAfter, int looksAfter)
    {
        _watch!.Begin();

        _watch.ScheduleNext(TimeSpan.FromMinutes(1), _time.GetUtcNow() + TimeSpan.FromSeconds(endsAfter));

        // What is due at once waits for nothing any more.
        Assert.Equal(TimeSpan.FromSeconds(looksAfter), _timer!.LeftOf(PhoneWatch.NextLook) ?? TimeSpan.Zero);
    }
}
