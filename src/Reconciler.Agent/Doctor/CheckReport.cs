using System.Collections.Immutable;

namespace Reconciler.Agent.Doctor;

/// <summary>How one check went.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Findings">What is wrong; empty: nothing.</param>
/// <param name="NotTried">Why it could not be tried, or not whole; null: it was.</param>
public sealed record CheckReport(string Check, ImmutableArray<HostFinding> Findings, string? NotTried = null);
