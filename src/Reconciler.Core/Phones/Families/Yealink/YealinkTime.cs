using System.Globalization;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>A time zone in these phones' terms.</summary>
/// <param name="Zone">Hours from UTC: <c>-6</c>, <c>+5:30</c>.</param>
/// <param name="Start">Month, week (5: the last), weekday (1: Monday) and hour of the clock going ahead; empty: it never does.</param>
/// <param name="End">Of its going back.</param>
/// <param name="SavedMinutes">By how much.</param>
internal sealed record YealinkTime(string Zone, string Start, string End, int SavedMinutes)
{
    private const int Week = 7;
    private const int LastWeek = 5;

    /// <summary>False where the zone's rule has no words here.</summary>
    public static bool TryFrom(TimeZoneSpec spec, out YealinkTime time)
    {
        time = null!;
        if (!PhoneTimeZone.TryFrom(spec, out var zone, out _))
        {
            return false;
        }

        var hours = HoursOf(zone);
        if (zone.DaylightSavingRule.Length == 0)
        {
            time = new YealinkTime(hours, "", "", 0);
            return true;
        }

        var parts = zone.DaylightSavingRule.TrimEnd(';').Split(';').Select(p => p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..]).ToArray();
        if (parts.Length != 3 || ChangeOf(parts[0]) is not { } start || ChangeOf(parts[1]) is not { } end || MinutesOf(parts[2]) is not { } saved)
        {
            return false;
        }

        time = new YealinkTime(hours, start, end, saved);
        return true;
    }

    private static string HoursOf(PhoneTimeZone zone)
    {
        var listed = zone.TimeZone == "GMT" ? 0 : Minutes(zone.TimeZone["GMT".Length..], ':');
        var minutes = listed + (zone.TimeOffset.Length == 0 ? 0 : Minutes(zone.TimeOffset, '/'));
        var sign = minutes < 0 ? '-' : '+';
        minutes = Math.Abs(minutes);
        return minutes == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{sign}{minutes / 60}{(minutes % 60 == 0 ? "" : $":{minutes % 60:00}")}");
    }

    private static int Minutes(string text, char between)
    {
        var parts = text.TrimStart('+', '-').Split(between);
        var minutes = (Number(parts[0]) * 60) + Number(parts[1]);
        return text.StartsWith('-') ? -minutes : minutes;
    }

    /// <summary><c>3/-1/7/2:0:0</c> as <c>3/5/7/2</c>.</summary>
    private static string? ChangeOf(string text)
    {
        var parts = text.Split('/');
        var clock = parts.Length > 3 ? parts[3].Split(':') : ["0"];
        if (clock.Skip(1).Any(p => p.Trim('0').Length > 0) || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var day) || parts[2] == "0" || (day > 0 && day % Week != 1))
        {
            return null;
        }

        var week = day < 0 ? LastWeek : (day / Week) + 1;
        return week > LastWeek ? null : string.Create(CultureInfo.InvariantCulture, $"{Number(parts[0])}/{week}/{Number(parts[2])}/{Number(clock[0])}");
    }

    private static int? MinutesOf(string saved)
    {
        var parts = saved.Split(':');
        return saved.StartsWith('-') || (parts.Length > 2 && parts[2].Trim('0').Length > 0) ? null : (Number(parts[0]) * 60) + (parts.Length > 1 ? Number(parts[1]) : 0);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
