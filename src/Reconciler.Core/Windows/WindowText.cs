using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Reconciler.Core.Windows;

/// <summary>How windows stand, in words.</summary>
internal static class WindowText
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The thing that is waited for: <c>the window "nights", which opens at 2026-11-25 22:00 America/Chicago (2026-11-26 04:00 UTC)</c>.</summary>
    public static string WaitsFor(WindowOutlook outlook) => outlook switch
    {
        { Window: null } => "a window, and none allows restarts within a year",
        { Window: { Allows: true } window, Until: { } opens } => $"the window \"{window.Name}\", which opens at {Moment(opens, window)}",
        { Window: { } window, Until: { } ends } => $"the end of the window \"{window.Name}\", at {Moment(ends, window)}",
        { Window: { } window } => $"the window \"{window.Name}\", which does not open within a year",
    };

    /// <summary>Why it is open: <c>the window "nights" is open until ...</c>.</summary>
    public static string IsOpen(WindowOutlook outlook) => outlook switch
    {
        { Window: null, Until: null } => "no window forbids it",
        { Window: null, Until: { } until } => string.Create(CultureInfo.InvariantCulture, $"no window forbids it until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        { Window: { } window, Until: { } until } => $"the window \"{window.Name}\" is open until {Moment(until, window)}",
        { Window: { } window } => $"the window \"{window.Name}\" is open",
    };

    private static string Moment(DateTimeOffset time, Window window)
    {
        var utc = string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(window.TimeZone) is { } zone && zone.Id is not ("UTC" or "Etc/UTC")
            ? $"{Minutes.Format(Instant.FromDateTimeOffset(time).InZone(zone).LocalDateTime)} {window.TimeZone} ({utc})"
            : utc;
    }
}
