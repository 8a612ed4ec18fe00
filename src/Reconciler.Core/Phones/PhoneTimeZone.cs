using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones;

/// <summary>A time zone in the phones' terms: one of their list, what is to be added to it (<c>HH/mm</c>), and the daylight saving rule; both may be empty.</summary>
internal sealed record PhoneTimeZone(string TimeZone, string TimeOffset, string DaylightSavingRule)
{
    private static readonly ConcurrentDictionary<string, (PhoneTimeZone? Zone, string? Problem)> ByName = new(StringComparer.Ordinal);

    /// <summary>Minutes from UTC in the phones' list besides whole hours from -12 to +13.</summary>
    private static readonly ImmutableArray<int> OddMinutes = [-210, 210, 330, 345, 390, 570];

    /// <summary>False with one sentence on why the phones cannot keep that time.</summary>
    public static bool TryFrom(TimeZoneSpec spec, out PhoneTimeZone zone, out string? problem)
    {
        var result = spec.Zone is null ? OfOffset(spec) : ByName.GetOrAdd(spec.Zone, OfZone);
        zone = result.Zone!;
        problem = result.Problem;
        return result.Zone is not null;
    }

    private static (PhoneTimeZone? Zone, string? Problem) OfOffset(TimeZoneSpec spec)
    {
        var minutes = (spec.Offset ?? TimeSpan.Zero).TotalMinutes;
        return minutes is < -720 or > 840 || minutes != Math.Truncate(minutes)
            ? (null, "The offset is not one of whole minutes from -12:00 to +14:00.")
            : (Of((int)minutes, spec.DaylightSavingRule?.TrimEnd(';') ?? ""), null);
    }

    private static (PhoneTimeZone? Zone, string? Problem) OfZone(string name)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not { } zone)
        {
            return (null, "There is no such time zone in the tz database.");
        }

        return DaylightSaving.TryFrom(zone, out var rule)
            ? (Of(rule.StandardSeconds / 60, rule.Text), null)
            : (null, "Its clock changes follow a rule that fits no phone.");
    }

    /// <summary>The nearest zone of the list that is not ahead, and the rest as an offset.</summary>
    private static PhoneTimeZone Of(int minutes, string rule)
    {
        var hours = Math.Min((int)Math.Floor(minutes / 60.0), 13) * 60;
        var listed = OddMinutes.Contains(minutes) ? minutes : hours;
        var rest = minutes - listed;
        var offset = rest == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{rest / 60:00}/{rest % 60:00}");
        return new PhoneTimeZone(NameOf(listed), offset, rule);
    }

    private static string NameOf(int minutes) => minutes == 0
        ? "GMT"
        : string.Create(CultureInfo.InvariantCulture, $"GMT{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
}
