using System.Globalization;
using System.Runtime.InteropServices;
using NodaTime;
using NodaTime.TimeZones;

namespace Reconciler.Core.Phones;

/// <summary>
/// The clock changes of a zone as one yearly rule in the phones' language. The rule is the zone's final recurring one, read off a whole Gregorian
/// cycle of the far future, so that it does not depend on the day of rendering; and every change from the year after the tz database's own version
/// on has to follow it already, else (changes by the moon) no rule is right.
/// </summary>
internal sealed record DaylightSaving(int StandardSeconds, string Text)
{
    private const int FirstYear = 2101;
    private const int LastYear = 2128;

    public static bool TryFrom(DateTimeZone zone, out DaylightSaving rule)
    {
        var far = ChangesOf(zone, FirstYear, LastYear);
        rule = null!;
        if (far.Count == 0)
        {
            var offset = zone.GetUtcOffset(Instant.FromUtc(FirstYear, 1, 1, 0, 0)).Seconds;
            rule = new DaylightSaving(offset, "");
            return offset % 60 == 0 && Follows(zone, null, null);
        }

        var ahead = YearlyChange.From([.. far.Where(c => c.Shift > 0)]);
        var back = YearlyChange.From([.. far.Where(c => c.Shift < 0)]);
        if (ahead is null || back is null || far.Count != 2 * (LastYear - FirstYear + 1) || !Follows(zone, ahead, back))
        {
            return false;
        }

        var saving = far[0].Shift < 0 ? -far[0].Shift : far[0].Shift;
        rule = new DaylightSaving(far.Min(c => c.OffsetAfter), $"start={ahead};end={back};save={Duration(saving)}");
        return far.TrueForAll(c => Math.Abs(c.Shift) == saving);
    }

    /// <summary>Whether the changes of the coming years are those of the rule already.</summary>
    private static bool Follows(DateTimeZone zone, YearlyChange? ahead, YearlyChange? back)
    {
        var version = TzdbDateTimeZoneSource.Default.TzdbVersion;
        var firstYear = int.Parse(version.AsSpan(0, 4), CultureInfo.InvariantCulture) + 1;
        return ChangesOf(zone, firstYear, FirstYear - 1).TrueForAll(c => (c.Shift > 0 ? ahead : back)?.Holds(c.Local) ?? false);
    }

    private static List<ClockChange> ChangesOf(DateTimeZone zone, int firstYear, int lastYear)
    {
        var from = Instant.FromUtc(firstYear, 1, 1, 0, 0);
        var to = Instant.FromUtc(lastYear + 1, 1, 1, 0, 0);
        var changes = new List<ClockChange>();
        ZoneInterval? before = null;
        foreach (var interval in zone.GetZoneIntervals(from, to))
        {
            if (before is not null && before.WallOffset != interval.WallOffset)
            {
                changes.Add(new(before.IsoLocalEnd, interval.WallOffset.Seconds - before.WallOffset.Seconds, interval.WallOffset.Seconds));
            }

            before = interval;
        }

        return changes;
    }

    private static string Duration(int seconds) => seconds % 3600 == 0
        ? (seconds / 3600).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60}");
}

/// <summary>One change of a clock: the local time at which it happens (by the old offset), by how many seconds, and the offset after it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClockChange(LocalDateTime Local, int Shift, int OffsetAfter);
