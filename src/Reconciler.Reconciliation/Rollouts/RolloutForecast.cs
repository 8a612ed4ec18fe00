using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Windows;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>How a change would reach the phones if it were published now.</summary>
/// <param name="Timetable">Null: all that changes gets it at once, and nothing is restarted that a window is there for.</param>
/// <param name="Obstacles">Why the host would refuse it, since phones would have to wait that cannot.</param>
public sealed record RolloutForecast(PlanTimetable? Timetable, ImmutableArray<Diagnostic> Obstacles)
{
    /// <param name="published">The fleet that all phones have.</param>
    /// <param name="target">The fleet that they are to have.</param>
    /// <param name="plan">From the one to the other.</param>
    /// <param name="clock">Knows when windows are open.</param>
    /// <param name="now">The time.</param>
    public static RolloutForecast Of(Fleet published, Fleet target, Plan plan, IWindowClock clock, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var division = WaveDivision.Of(EffectiveFleet.Of(published), target, new Lazy<Plan>(plan), ImmutableHashSet<MacAddress>.Empty);
        WindowOutlook? outlook = division.Restarts && !target.Site.Windows.IsEmpty ? clock.Look([.. target.Site.Windows.Select(w => w.Window)], now) : null;
        if (division.Waves.Count < 2 && outlook is null)
        {
            return new RolloutForecast(null, []);
        }

        var timetable = new PlanTimetable
        {
            Waves = [.. division.Waves.Select(w => new PlannedWave(w.Phones.Count, w.Restarts))],
            Settle = division.WaitsForWindowsOnly ? null : division.Policy.Settle,
            Window = outlook,
        };
        // Also while the window is open: whether a change can be had is the same at any time.
        return new RolloutForecast(timetable, RolloutLimits.Check(published, target));
    }
}
