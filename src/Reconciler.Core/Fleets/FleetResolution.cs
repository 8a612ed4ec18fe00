using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets;

/// <summary>What came of resolving a commit's specs.</summary>
/// <param name="Fleet">The fleet; null when there is an error, or no site.</param>
/// <param name="Diagnostics">All findings by file and line; warnings also beside a fleet.</param>
public sealed record FleetResolution(Fleet? Fleet, ImmutableArray<Diagnostic> Diagnostics);
