namespace Reconciler.Scheduling.Tests;

public sealed class PollScheduleTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0.0, 54)]
    [InlineData(0.5, 60)]
    [InlineData(1.0, 66)]
    public void Next_WithJitter_IsDrawnBetweenItsBounds(double drawn, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new PollSchedule(Minute, 0.1, new Loaded(drawn)).Next());

    [Fact]
    public void Next_ManyDraws_StayWithinTheJitter()
    {
        var schedule = new PollSchedule(Minute, 0.25, new Random(1));

        var pauses = Enumerable.Range(0, 1000).Select(_ => schedule.Next()).ToList();

        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(75)));
        Assert.True(pauses.Distinct().Count() > 900);
    }

    [Fact]
    public void Next_WhileFetchingFails_DoublesUpToAQuarterOfAnHour()
    {
        var schedule = new PollSchedule(Minute, 0, new Loaded(0));

        var minutes = Enumerable.Range(0, 8).Select(_ =>
        {
            schedule.Report(fetched: false);
            return (int)schedule.Next().TotalMinutes;
        });

        Assert.Equal([2, 4, 8, 15, 15, 15, 15, 15], minutes);
    }

    [Fact]
    public void Next_AfterAFetchThatWorked_IsTheIntervalAgain()
    {
        var schedule = new PollSchedule(Minute, 0, new Loaded(0));
        schedule.Report(fetched: false);
        schedule.Report(fetched: false);

        schedule.Report(fetched: true);

        Assert.Equal(Minute, schedule.Next());
    }

    [Fact]
    public void Next_OfAnIntervalBeyondTheBound_IsNeverShortened()
    {
        var schedule = new PollSchedule(TimeSpan.FromHours(1), 0, new Loaded(0));

        schedule.Report(fetched: false);

        Assert.Equal(TimeSpan.FromHours(1), schedule.Next());
    }

    private sealed class Loaded(double drawn) : Random
    {
        public override double NextDouble() => drawn;
    }
}
