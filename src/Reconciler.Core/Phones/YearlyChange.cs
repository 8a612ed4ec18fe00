using System.Globalization;
using NodaTime;

namespace Reconciler.Core.Phones;

/// <summary>
/// A day of the year and a time in the phones' language: <c>M/D/W/h:m:s</c>. With a weekday W (1 Monday to 7 Sunday) the day is the first W on or
/// after D, or the last W of the month where D is -1; W 0 is the date itself.
/// </summary>
internal sealed record YearlyChange(int Month, int Day, int Weekday, LocalTime Time)
{
    private const int Week = 7;

    /// <summary>The rule that all changes follow (one a year, of a whole cycle); null where there is none.</summary>
    public static YearlyChange? From(IReadOnlyList<ClockChange> changes) =>
        changes.Count == 0 ? null : Fit([.. changes.Select(c => c.Local)]) ?? AtEndOfDayBefore([.. changes.Select(c => c.Local)]);

    /// <summary>Whether a change at that local time is by this rule.</summary>
    public bool Holds(LocalDateTime local)
    {
        if (IsJustBeforeMidnight && local.TimeOfDay == LocalTime.Midnight)
        {
            local = local.PlusSeconds(-1);
        }

        return local.TimeOfDay == Time && local.Date == DateIn(local.Year);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Month}/{Day}/{Weekday}/{Time.Hour}:{Time.Minute}:{Time.Second}");

    private bool IsJustBeforeMidnight => Time == LocalTime.MaxValue.With(TimeAdjusters.TruncateToSecond);

    private static YearlyChange? Fit(LocalDateTime[] changes)
    {
        var first = changes[0];
        var days = changes.Select(c => c.Day).ToArray();
        var lowest = days.Min();
        var sameDate = days.All(d => d == first.Day);
        var length = CalendarSystem.Iso.GetDaysInMonth(2101, first.Month);
        var isLast = lowest == length - Week + 1 && days.Max() == length;
        var rule = new YearlyChange(first.Month, isLast ? -1 : lowest, sameDate ? 0 : (int)first.DayOfWeek, first.TimeOfDay);
        return changes.All(rule.Holds) ? rule : null;
    }

    /// <summary>Midnight after a weekday may be in the next month: then it is the last second of that weekday.</summary>
    private static YearlyChange? AtEndOfDayBefore(LocalDateTime[] changes) =>
        changes.All(c => c.TimeOfDay == LocalTime.Midnight) ? Fit([.. changes.Select(c => c.PlusSeconds(-1))]) : null;

    private LocalDate DateIn(int year)
    {
        if (Day < 0)
        {
            var last = new LocalDate(year, Month, CalendarSystem.Iso.GetDaysInMonth(year, Month));
            return last.PlusDays(-(((int)last.DayOfWeek - Weekday + Week) % Week));
        }

        var date = new LocalDate(year, Month, Day);
        return Weekday == 0 ? date : date.PlusDays((Weekday - (int)date.DayOfWeek + Week) % Week);
    }
}
