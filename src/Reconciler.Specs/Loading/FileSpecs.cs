using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Specs.Loading;

/// <summary>What one file holds: its specs, its findings, and how many documents it has (also those that gave no spec).</summary>
internal sealed record FileSpecs(ImmutableArray<Spec> Specs, ImmutableArray<Diagnostic> Diagnostics, int Documents);
