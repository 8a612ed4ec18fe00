using Quartz.Impl.Calendar;

namespace Reconciler.Scheduling;

/// <summary>The times at which phones may be restarted, as a calendar of the scheduler: in a window that allows it, where there is one, and in none that denies it.</summary>
internal sealed class WindowCalendar(IReadOnlyList<WindowTimes> windows) : BaseCalendar
{
    /// <summary>A time that does not come within a year does not come for whoever waits.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(366);

    /// <summary>How many beginnings and ends are looked at: what comes after so many is not known. A window that comes often would be walked for a year else.</summary>
    public const int MostSteps = 1000;

    private readonly List<WindowTimes> _allowing = [.. windows.Where(w => w.Window.Allows)];
    private readonly List<WindowTimes> _denying = [.. windows.Where(w => !w.Window.Allows)];

    public override bool IsTimeIncluded(DateTimeOffset timeUtc) =>
        base.IsTimeIncluded(timeUtc) && (_allowing.Count == 0 || IsIn(_allowing, timeUtc)) && !IsIn(_denying, timeUtc);

    /// <summary>The next moment at which they may be; <see cref="DateTimeOffset.MaxValue"/>: none within <see cref="Horizon"/>, as far as <see cref="MostSteps"/> tell.</summary>
    // Only there can it begin: where all that deny have ended, or else where one that allows begins.
    public override DateTimeOffset GetNextIncludedTimeUtc(DateTimeOffset timeUtc) => FirstOf(
        timeUtc, IsTimeIncluded, moment => _denying.Select(w => w.EndOf(moment)).Max() ?? _allowing.Select(w => w.StartAfter(moment)).Min());

    /// <summary>The first moment, of those from an included one on, at which they may not be; <see cref="DateTimeOffset.MaxValue"/>: none within <see cref="Horizon"/>, as far as <see cref="MostSteps"/> tell.</summary>
    // Only there can it end: where all that allow have ended, or one that denies begins.
    public DateTimeOffset GetNextExcludedTimeUtc(DateTimeOffset timeUtc) => FirstOf(
        timeUtc, moment => !IsTimeIncluded(moment), moment => _denying.Select(w => w.StartAfter(moment)).Append(_allowing.Select(w => w.EndOf(moment)).Max()).Min());

    /// <summary>The first moment that is as wanted, of those from <paramref name="from"/> on at which that can change.</summary>
    private static DateTimeOffset FirstOf(DateTimeOffset from, Func<DateTimeOffset, bool> isWanted, Func<DateTimeOffset, DateTimeOffset?> nextChange)
    {
        DateTimeOffset? moment = from;
        for (var step = 0; step < MostSteps && moment <= from + Horizon; step++)
        {
            if (isWanted(moment.Value))
            {
                return moment.Value;
            }

            moment = nextChange(moment.Value);
        }

        return DateTimeOffset.MaxValue;
    }

    private static bool IsIn(List<WindowTimes> windows, DateTimeOffset moment) => windows.Exists(w => w.EndOf(moment) is not null);
}
