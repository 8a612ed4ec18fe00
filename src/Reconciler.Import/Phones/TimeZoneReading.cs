using System.Globalization;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Import.Drafts;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Phones;

/// <summary>A phone's clock as a time zone of the tz database where a well-known one has its rule, else as an offset and a rule.</summary>
internal static class TimeZoneReading
{
    /// <summary>The zones that are looked through, the likeliest of those with the same clock first.</summary>
    public static IReadOnlyList<string> WellKnown { get; } =
    [
        "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Halifax", "America/St_Johns",
        "Europe/London", "Europe/Berlin", "Europe/Helsinki", "Europe/Moscow", "Europe/Istanbul", "Asia/Dubai", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo",
        "Australia/Sydney", "Australia/Brisbane", "Pacific/Auckland", "America/Sao_Paulo", "Africa/Johannesburg", "Africa/Lagos", "UTC",
    ];

    public static IEnumerable<PhoneSetting> Read(IReadOnlyDictionary<string, DumpElement> elements, string file)
    {
        if (!elements.TryGetValue("Time_Zone", out var zone) || zone.Value.Length == 0)
        {
            yield break;
        }

        var saves = !elements.TryGetValue("Daylight_Saving_Time_Enable", out var enabled) || SiteVotes.IsYes(enabled.Value);
        var rule = saves && elements.TryGetValue("Daylight_Saving_Time_Rule", out var written) ? written.Value.TrimEnd(';') : "";
        var more = elements.TryGetValue("Time_Offset__HH_mm_", out var offset) ? offset.Value : "";
        string[] sets = ["Time_Zone", "Time_Offset__HH_mm_", "Daylight_Saving_Time_Enable", "Daylight_Saving_Time_Rule"];
        foreach (var name in WellKnown)
        {
            if (PhoneTimeZone.TryFrom(new TimeZoneSpec(name, null, null), out var known, out _) && known == new PhoneTimeZone(zone.Value, more, rule))
            {
                yield return new("timeZone", new WrittenText(name), file, zone.Line, sets);
                yield break;
            }
        }

        if (OffsetOf(zone.Value) is not { } minutes)
        {
            yield break;
        }

        var sign = minutes < 0 ? '-' : '+';
        yield return new("timeOffset", new WrittenText(string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}")), file, zone.Line, sets);
        if (rule.Length > 0)
        {
            yield return new("dst", new WrittenText(rule), file, elements["Daylight_Saving_Time_Rule"].Line, sets);
        }
    }

    private static int? OffsetOf(string zone)
    {
        var text = zone.Replace("GMT", "", StringComparison.Ordinal);
        return text.Length == 0 ? 0
            : TimeSpan.TryParseExact(text.TrimStart('+', '-'), @"hh\:mm", CultureInfo.InvariantCulture, out var offset)
                ? (text[0] == '-' ? -1 : 1) * (int)offset.TotalMinutes
                : null;
    }
}
