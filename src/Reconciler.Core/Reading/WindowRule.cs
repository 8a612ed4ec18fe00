using System.Globalization;
using NodaTime;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Windows;

namespace Reconciler.Core.Reading;

/// <summary>Each window of a site names times that come, not too often, in a time zone that there is.</summary>
internal sealed class WindowRule(IWindowClock clock) : IRule<SiteSpec>
{
    /// <summary>No restart fits in less, and whoever looks ahead would have to look at too many.</summary>
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMinutes(15);

    public void Check(SiteSpec subject, DiagnosticList diagnostics)
    {
        foreach (var window in subject.Windows)
        {
            if (clock.Problem(window.Window.Cron) is { } problem)
            {
                diagnostics.Add(Codes.WindowTimes.At(
                    window.Cron, problem, "It has six fields: second, minute, hour, day of the month, month, day of the week, one of the two days being '?', such as \"0 0 22 ? * MON-FRI\"."));
            }
            else if (clock.ShortestInterval(window.Window.Cron) is var interval && interval < ShortestInterval)
            {
                diagnostics.Add(Codes.WindowRhythm.At(
                    window.Cron,
                    string.Create(CultureInfo.InvariantCulture, $"The window \"{window.Window.Name}\" begins again after {interval.TotalMinutes:0.##} minutes; 15 are the least."),
                    "Let it begin less often, and last longer."));
            }

            if (window.Window.Length == TimeSpan.Zero)
            {
                diagnostics.Add(Codes.WindowRhythm.At(
                    window.Length, $"The window \"{window.Window.Name}\" has length 0, so that it is over when it begins.", "Give it a length such as 6h, or leave it out."));
            }

            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(window.Window.TimeZone) is null)
            {
                diagnostics.Add(Codes.TimeZoneNotExpressible.At(
                    window.TimeZone, $"The window's time zone \"{window.Window.TimeZone}\" is not in the tz database.", "Use an IANA name such as America/Chicago."));
            }
        }
    }
}
