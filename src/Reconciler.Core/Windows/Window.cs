namespace Reconciler.Core.Windows;

/// <summary>A stretch of time that comes again and again, in which phones may be restarted, or must not be.</summary>
/// <param name="Name">As people call it; the cron expression where it has no name.</param>
/// <param name="Allows">True: phones may be restarted in it, and where there is such a window, only in one. False: never in it.</param>
/// <param name="Cron">When it begins, on the clocks of <paramref name="TimeZone"/>: six fields, seconds first.</param>
/// <param name="Length">How long it lasts, by a clock that is never put forward or back.</param>
/// <param name="TimeZone">An IANA name.</param>
public sealed record Window(string Name, bool Allows, string Cron, TimeSpan Length, string TimeZone);
