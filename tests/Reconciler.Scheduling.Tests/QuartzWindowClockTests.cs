using System.Globalization;
using CsCheck;
using NodaTime;
using Quartz;
using Reconciler.Core.Windows;

namespace Reconciler.Scheduling.Tests;

public sealed class QuartzWindowClockTests
{
    private static readonly Window Nights = new("nights", Allows: true, "0 0 22 ? * MON-FRI", TimeSpan.FromHours(6), "America/Chicago");
    private static readonly Window YearEnd = new("year-end", Allows: false, "0 0 0 20 12 ?", TimeSpan.FromDays(14), "America/Chicago");

    private readonly QuartzWindowClock _clock = new();

    [Theory]
    [InlineData("2026-11-25T20:00:00Z", false, "2026-11-26T04:00:00Z")] // Wednesday afternoon in Chicago
    [InlineData("2026-11-26T03:59:59Z", false, "2026-11-26T04:00:00Z")]
    [InlineData("2026-11-26T04:00:00Z", true, "2026-11-26T10:00:00Z")]
    [InlineData("2026-11-26T09:59:59Z", true, "2026-11-26T10:00:00Z")]
    [InlineData("2026-11-26T10:00:00Z", false, "2026-11-27T04:00:00Z")]
    [InlineData("2026-11-28T10:00:00Z", false, "2026-12-01T04:00:00Z")] // Saturday morning: until Monday night
    [InlineData("2026-07-01T02:30:00Z", false, "2026-07-01T03:00:00Z")] // an hour earlier by UTC in summer
    public void Window_IsOpenFromItsTimeForItsLength_ByTheClocksOfItsZone(string now, bool isOpen, string until) =>
        Assert.Equal(new WindowOutlook(isOpen, Nights, Time(until)), _clock.Look([Nights], Time(now)));

    [Theory]
    [InlineData("2026-12-21T05:00:00Z", false, "year-end", "2027-01-05T04:00:00Z", "nights")] // a night that the freeze forbids; it ends on a Sunday
    [InlineData("2026-12-19T04:30:00Z", true, "nights", "2026-12-19T10:00:00Z", "nights")]
    public void Window_ThatDenies_WinsOverOneThatAllows(string now, bool isOpen, string forbids, string until, string opens)
    {
        var outlook = _clock.Look([YearEnd, Nights], Time(now));

        Assert.Equal((isOpen, Time(until)), (outlook.IsOpen, outlook.Until));
        Assert.Equal(isOpen ? forbids : opens, outlook.Window!.Name);
    }

    [Fact]
    public void Windows_ThatOnlyDeny_LeaveEveryOtherTimeOpen()
    {
        var before = _clock.Look([YearEnd], Time("2026-12-01T00:00:00Z"));
        var during = _clock.Look([YearEnd], Time("2026-12-24T00:00:00Z"));

        Assert.Equal(new WindowOutlook(true, null, Time("2026-12-20T06:00:00Z")), before);
        Assert.Equal(new WindowOutlook(false, YearEnd, Time("2027-01-03T06:00:00Z")), during);
    }

    [Fact]
    public void Windows_ThatMeetOrOverlap_AreOneStretch()
    {
        Window[] windows = [Daily("a", "0 0 1 * * ?", 2), Daily("b", "0 0 2 * * ?", 2), Daily("c", "0 0 4 * * ?", 1)];

        Assert.Equal(Time("2026-05-01T05:00:00Z"), _clock.Look(windows, Time("2026-05-01T01:30:00Z")).Until);
    }

    [Fact]
    public void Window_ThatComesBeforeItIsOver_NeverCloses()
    {
        Assert.Equal(new WindowOutlook(true, Daily("always", "0 0 0 * * ?", 24), null), _clock.Look([Daily("always", "0 0 0 * * ?", 24)], Time("2026-05-01T01:30:00Z")));
    }

    [Fact]
    public void Windows_ThatDenyOneIntoTheOther_AreWaitedForByTheNameOfTheLast()
    {
        var first = new Window("first", Allows: false, "0 0 1 * * ?", TimeSpan.FromHours(2), "UTC");
        var last = new Window("last", Allows: false, "0 0 2 * * ?", TimeSpan.FromHours(3), "UTC");

        Assert.Equal(new WindowOutlook(false, last, Time("2026-05-01T05:00:00Z")), _clock.Look([first, last], Time("2026-05-01T02:30:00Z")));
    }

    [Fact]
    public void Windows_ThatForbidAllThatIsAllowed_NeverOpen()
    {
        var allowed = Daily("allowed", "0 0 1 * * ?", 1);
        var forbidden = new Window("forbidden", Allows: false, "0 0 0 * * ?", TimeSpan.FromHours(24), "UTC");

        var outlook = _clock.Look([allowed, forbidden], Time("2026-05-01T01:30:00Z"));

        Assert.Equal((false, null), (outlook.IsOpen, outlook.Until));
    }

    [Theory]
    [InlineData("0 30 2 * * ?", "2026-03-08T07:00:00Z", "2026-03-08T08:30:00Z")] // 02:30 is skipped: as much later, 03:30 by the new time
    [InlineData("0 30 1 * * ?", "2026-11-01T05:00:00Z", "2026-11-01T06:30:00Z")] // 01:30 comes twice: the first
    public void Window_ThatBeginsWhereTheClocksChange_BeginsOnce(string cron, string now, string opens)
    {
        var window = new Window("w", Allows: true, cron, TimeSpan.FromMinutes(10), "America/Chicago");

        Assert.Equal(Time(opens), _clock.Look([window], Time(now)).Until);
        Assert.True(_clock.Look([window], Time(opens)).IsOpen);
        Assert.False(_clock.Look([window], Time(opens) + TimeSpan.FromHours(1)).IsOpen);
    }

    [Fact]
    public void Window_OverAClockChange_LastsAsLongAsItSays()
    {
        var window = new Window("w", Allows: true, "0 0 22 * * ?", TimeSpan.FromHours(6), "America/Chicago");

        // The night of November 1, 2026 has an hour more.
        Assert.Equal(Time("2026-11-01T09:00:00Z"), _clock.Look([window], Time("2026-11-01T07:30:00Z")).Until);
        Assert.False(_clock.Look([window], Time("2026-11-01T09:00:00Z")).IsOpen);
    }

    [Theory]
    [InlineData("0 0 0 30 2 ?", "never come")]
    [InlineData("0 0 0 31 4,6,9,11 ?", "never come")]
    [InlineData("0 0 24 * * ?", "no cron expression")]
    [InlineData("0 61 0 * * ?", "no cron expression")]
    [InlineData("0 0 0 ? * NOD", "no cron expression")]
    [InlineData("every night", "no cron expression")]
    [InlineData("0 0 0 , * ?", "no cron expression")]
    [InlineData(", 1 *,1 ? 1 2#1", "no cron expression")] // of which the scheduler looks for the last time without end
    [InlineData("0 0 1,,2 * * ?", "no cron expression")]
    [InlineData("0 0/ 1 * * ?", "no cron expression")]
    [InlineData("0 0 4294967296 * * ?", "no cron expression")]
    [InlineData("0 0 1 98 * ?", "\"98\" is no day of the month (1 to 31)")] // which the scheduler takes, and then fails at
    public void Problem_OfTimesThatThereAreNot_IsOneSentence(string cron, string problem) =>
        Assert.Contains(problem, _clock.Problem(cron), StringComparison.Ordinal);

    [Theory]
    [InlineData("0 0 22 ? * MON-FRI")]
    [InlineData("0 0 0 29 2 ?")]
    [InlineData("0 0 3 ? * 7#1")]
    [InlineData("0 0 0 L * ?")]
    public void Problem_OfTimesThatCome_IsNone(string cron) => Assert.Null(_clock.Problem(cron));

    [Theory]
    [InlineData("0 0/5 * * * ?", 5)]
    [InlineData("0 0/15 * * * ?", 15)]
    [InlineData("0 0,50 0,23 * * ?", 10)] // across midnight
    [InlineData("0 0,14 3 29 2 ?", 14)]
    [InlineData("0 0 3 ? * MON-FRI", 24 * 60)]
    public void ShortestInterval_IsThatBetweenTwoBeginnings(string cron, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), _clock.ShortestInterval(cron));

    [Fact]
    public void Windows_ThatComeOften_AreNotWalkedForAsLongAsAnotherForbidsAll()
    {
        var often = new Window("often", Allows: true, "0 5/15 * * * ?", TimeSpan.FromMinutes(5), "America/Chicago");

        // Some 1,300 of them are forbidden.
        Assert.Equal(new WindowOutlook(false, often, Time("2027-01-03T06:05:00Z")), _clock.Look([often, YearEnd], Time("2026-12-20T07:00:00Z")));
    }

    [Fact]
    public void Windows_OfWhichOneBeginsBeforeTheOtherIsOver_AreFollowedForSoManyAndNoFurther()
    {
        var always = new Window("always", Allows: true, "0 0/15 * * * ?", TimeSpan.FromMinutes(15), "America/Chicago");

        Assert.Equal(Time("2026-12-20T06:00:00Z"), _clock.Look([always, YearEnd], Time("2026-12-10T06:00:00Z")).Until);
        Assert.Equal(new WindowOutlook(true, always, null), _clock.Look([always, YearEnd], Time("2026-12-09T06:00:00Z")));
        Assert.Null(_clock.Look([always with { Cron = "* * * * * ?", Length = TimeSpan.FromSeconds(1) }], Time("2026-12-10T06:00:00Z")).Until);
    }

    [Fact]
    public void Windows_NearAClockChange_AreOpenFromEachOfTheirTimesForTheirLength()
    {
        string[] zones = ["America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "UTC"];
        string[] crons = ["0 0/15 * * * ?", "0 30 1 * * ?", "0 30 2 * * ?", "0 0 0 * * ?", "0 0 23 * * ?"];
        string[] changes = ["2026-03-08T08:00:00Z", "2026-11-01T07:00:00Z", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z", "2011-12-30T10:00:00Z"];
        var some = (string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

        Gen.Select(some(zones), some(crons), some(changes), Gen.Int[-300, 300], Gen.Int[1, 90]).Sample(
            (zone, cron, change, minutes, length) =>
            {
                var window = new Window("w", Allows: true, cron, TimeSpan.FromMinutes(cron[2..4] == "0/" ? 1 + (length % 14) : length), zone);
                var moment = Time(change) + TimeSpan.FromMinutes(minutes);
                var begins = Beginnings(window, moment);

                Assert.Equal(begins.Exists(b => b <= moment && moment < b + window.Length), _clock.Look([window], moment).IsOpen);
                Assert.Equal(begins.Where(b => b > moment).Min(), new WindowTimes(window).StartAfter(moment));
            },
            iter: 2_000);
    }

    [Fact]
    public void Problem_OfWhatTheSchemaTakes_NeverThrows_NorDoesALookAtWhatHasNone()
    {
        var one = (string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
        var pair = (string[] words) => Gen.Select(one(words), one([",", "-", "/", "#"]), one(words)).Select((left, sign, right) => left + sign + right);
        var list = (string[] words, string characters) => Gen.Frequency((3, one(words)), (2, pair(words)), (2, Gen.Char[characters].Array[1, 6].Select(text => new string(text))));
        string[] signs = ["*", "0", "1", "2", "5", "23", "60", "0/7", "3/5", "5-1", "*/5", "1,2", "4294967296", ","];
        var clock = list(signs, "0123456789*,/-");
        var month = list([.. signs, "JAN", "DEC", "FOO", "13"], "0123456789ADEFJN*,/-");
        var day = list([.. signs, "L", "W", "LW", "15W", "L-3", "31"], "0123456789LW*,/-");
        var weekday = list([.. signs, "MON", "FRI", "7", "8", "6L", "2#1", "MON#6", "L"], "0123456789FIMNORL*,/#-");
        var days = Gen.OneOf(
            Gen.Select(month, weekday).Select((m, w) => $"? {m} {w}"),
            Gen.Select(day, month).Select((d, m) => $"{d} {m} ?"));
        var crons = Gen.Select(clock, clock, clock, days).Select((second, minute, hour, rest) => $"{second} {minute} {hour} {rest}");

        crons.Sample(
            cron =>
            {
                if (_clock.Problem(cron) is null)
                {
                    _clock.Look([Nights with { Cron = cron }], Time("2026-03-08T07:30:00Z"));
                    _clock.Look([Nights with { Cron = cron, Allows = false }], Time("2026-11-01T06:30:00Z"));
                }
            },
            iter: 100_000);
    }

    /// <summary>All within three days, found by the clock's times one by one.</summary>
    private static List<DateTimeOffset> Beginnings(Window window, DateTimeOffset moment)
    {
        var zone = DateTimeZoneProviders.Tzdb[window.TimeZone];
        var cron = new CronExpression(window.Cron, TimeZoneInfo.Utc);
        var wall = new DateTimeOffset(moment.UtcDateTime, TimeSpan.Zero).AddDays(-3);
        var begins = new List<DateTimeOffset>();
        while (wall < moment.AddDays(3) && cron.GetNextValidTimeAfter(wall) is { } next)
        {
            begins.Add(LocalDateTime.FromDateTime(next.DateTime).InZoneLeniently(zone).ToDateTimeOffset().ToUniversalTime());
            wall = next;
        }

        return begins;
    }

    private static Window Daily(string name, string cron, int hours) => new(name, Allows: true, cron, TimeSpan.FromHours(hours), "UTC");

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
