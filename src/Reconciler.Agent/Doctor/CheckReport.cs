using System.Collections.Immutable;

namespace Reconciler.Agent.Doctor;

/// <summary>How one check went.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Findings">Faults, a sentence each; empty: none.</param>
/// <param name="NotTried">Why it could not be tried, or not whole; null: it was.</param>
public sealed record CheckReport(string Check, ImmutableArray<HostFinding> Findings, string? NotTried = null);
