using Quartz;
using Reconciler.Core.Windows;

namespace Reconciler.Scheduling;

/// <summary>Windows by the scheduler's cron expressions and calendars.</summary>
public sealed class QuartzWindowClock : IWindowClock
{
    // Any day: a date that there is comes within eight years of it, also February 29.
    private static readonly DateTimeOffset SomeDay = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan SomeYears = TimeSpan.FromDays(8 * 366);

    public string? Problem(string cron)
    {
        ArgumentNullException.ThrowIfNull(cron);
        if (CronSyntax.Fault(cron) is { } fault)
        {
            return $"The window's times \"{cron}\" are no cron expression: {fault}.";
        }

        return new CronExpression(cron, TimeZoneInfo.Utc).GetNextValidTimeAfter(SomeDay) is null ? $"The window's times \"{cron}\" never come: there is no such day." : null;
    }

    public TimeSpan ShortestInterval(string cron)
    {
        // All of its days have the same times, and no more than a day's worth of steps is needed to meet two that are close; the rest finds those around midnight.
        var times = new CronExpression(cron, TimeZoneInfo.Utc);
        var shortest = TimeSpan.MaxValue;
        var last = times.GetNextValidTimeAfter(SomeDay);
        for (var step = 0; step < WindowCalendar.MostSteps && last is { } before && times.GetNextValidTimeAfter(before) is { } next && next - SomeDay < SomeYears; step++)
        {
            shortest = next - before < shortest ? next - before : shortest;
            last = next;
        }

        return shortest;
    }

    public WindowOutlook Look(IReadOnlyList<Window> windows, DateTimeOffset now)
    {
        if (windows.Count == 0)
        {
            return WindowOutlook.Always;
        }

        List<WindowTimes> times = [.. windows.Select(w => new WindowTimes(w))];
        var calendar = new WindowCalendar(times);
        if (calendar.IsTimeIncluded(now))
        {
            return new WindowOutlook(true, times.Find(t => t.Window.Allows && t.EndOf(now) is not null)?.Window, Known(calendar.GetNextExcludedTimeUtc(now)));
        }

        var opens = Known(calendar.GetNextIncludedTimeUtc(now));
        var begins = times.Find(t => t.Window.Allows && opens is { } moment && t.StartAfter(moment.AddTicks(-1)) == moment);
        var ends = times.Find(t => !t.Window.Allows && opens is { } moment && t.EndOf(moment.AddTicks(-1)) == moment)
            ?? times.Find(t => !t.Window.Allows && t.EndOf(now) is not null);
        return new WindowOutlook(false, (begins ?? ends ?? times.Find(t => t.Window.Allows))?.Window, opens);
    }

    private static DateTimeOffset? Known(DateTimeOffset moment) => moment == DateTimeOffset.MaxValue ? null : moment;
}
