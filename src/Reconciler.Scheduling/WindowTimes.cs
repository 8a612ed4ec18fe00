using NodaTime;
using NodaTime.Extensions;
using Quartz;
using Reconciler.Core.Windows;

namespace Reconciler.Scheduling;

/// <summary>
/// When one window begins and ends. The cron expression walks the wall clock, and the time zone is of the tz database that is built in: the machine's own may
/// be another, or missing.
/// </summary>
internal sealed class WindowTimes(Window window)
{
    private readonly CronExpression _cron = new(window.Cron, TimeZoneInfo.Utc);
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[window.TimeZone];

    public Window Window => window;

    /// <summary>When the window ends that is open at a moment; null: none is. Its last moment is no more of it.</summary>
    public DateTimeOffset? EndOf(DateTimeOffset moment)
    {
        // One that begins at the very moment is wanted too.
        var wall = Wall(moment) + ClockChange(moment) + TimeSpan.FromSeconds(1);
        for (var step = 0; step < WindowCalendar.MostSteps && _cron.GetPreviousValidTimeBefore(wall) is { } start; step++)
        {
            if (Instant(start) is var begins && begins <= moment)
            {
                return begins + window.Length > moment ? begins + window.Length : null;
            }

            wall = start;
        }

        return null;
    }

    /// <summary>When it begins next after a moment; null: never again.</summary>
    public DateTimeOffset? StartAfter(DateTimeOffset moment)
    {
        var wall = Wall(moment) - ClockChange(moment) - TimeSpan.FromSeconds(1);
        for (var step = 0; step < WindowCalendar.MostSteps && _cron.GetNextValidTimeAfter(wall) is { } start; step++)
        {
            if (Instant(start) is var begins && begins > moment)
            {
                return begins;
            }

            wall = start;
        }

        return null;
    }

    /// <summary>
    /// How far from what the clocks show a beginning may stand that is at the moment: as far as they were put forward or back so shortly before that it may be
    /// a time that they skipped, or one that they show again; else nothing.
    /// </summary>
    private TimeSpan ClockChange(DateTimeOffset moment)
    {
        var now = moment.ToInstant();
        var interval = _zone.GetZoneInterval(now);
        if (!interval.HasStart)
        {
            return TimeSpan.Zero;
        }

        var change = (interval.WallOffset.ToTimeSpan() - _zone.GetZoneInterval(interval.Start - Duration.Epsilon).WallOffset.ToTimeSpan()).Duration();
        return (now - interval.Start).ToTimeSpan() <= change ? change : TimeSpan.Zero;
    }

    /// <summary>The time that the zone's clocks show, as if they were in UTC.</summary>
    private DateTimeOffset Wall(DateTimeOffset moment) =>
        new(moment.ToInstant().InZone(_zone).LocalDateTime.ToDateTimeUnspecified(), TimeSpan.Zero);

    /// <summary>A time that the clocks skip is as much later; of one that they show twice, the first.</summary>
    private DateTimeOffset Instant(DateTimeOffset wall) =>
        LocalDateTime.FromDateTime(wall.DateTime).InZoneLeniently(_zone).ToDateTimeOffset().ToUniversalTime();
}
