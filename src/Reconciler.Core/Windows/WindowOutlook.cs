namespace Reconciler.Core.Windows;

/// <summary>Whether phones may be restarted at a moment, and when that changes.</summary>
/// <param name="IsOpen">True: they may.</param>
/// <param name="Window">Of an open one, the window that allows it (null: no window forbids it). Of a closed one, the window that has to begin, or that forbids it and has to end.</param>
/// <param name="Until">When that changes; null: not within a year, or only after so many beginnings and ends of windows that it is not known.</param>
public sealed record WindowOutlook(bool IsOpen, Window? Window, DateTimeOffset? Until)
{
    /// <summary>No windows: always.</summary>
    public static WindowOutlook Always { get; } = new(true, null, null);
}
