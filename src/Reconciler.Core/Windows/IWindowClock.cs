namespace Reconciler.Core.Windows;

/// <summary>Knows when windows are open. The scheduler's calendars do; the core has none of its own.</summary>
public interface IWindowClock
{
    /// <summary>One sentence on why a window's cron expression is none, or names no time at all; null: it names some. The same at any time.</summary>
    string? Problem(string cron);

    /// <summary>The shortest time between two beginnings that follow each other, on clocks that are never put forward or back. The expression has no <see cref="Problem"/>.</summary>
    TimeSpan ShortestInterval(string cron);

    /// <summary>How windows stand at a moment. They have neither a <see cref="Problem"/> nor an unknown time zone.</summary>
    WindowOutlook Look(IReadOnlyList<Window> windows, DateTimeOffset now);
}
