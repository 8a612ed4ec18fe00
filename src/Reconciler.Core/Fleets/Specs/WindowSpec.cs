using Reconciler.Core.Diagnostics;
using Reconciler.Core.Windows;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>One of <c>windows</c> of site.yaml.</summary>
/// <param name="Window">The window.</param>
/// <param name="Cron">Where its cron expression stands.</param>
/// <param name="Length">Where its length stands.</param>
/// <param name="TimeZone">Where its time zone stands.</param>
public sealed record WindowSpec(Window Window, SpecLocation Cron, SpecLocation Length, SpecLocation TimeZone);
