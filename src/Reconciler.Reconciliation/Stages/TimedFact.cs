using System.Runtime.InteropServices;

namespace Reconciler.Reconciliation.Stages;

/// <summary>A fact with the time when it came to be known.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimedFact(RunFact Fact, DateTimeOffset At);
