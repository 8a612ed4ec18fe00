using System.Collections.Immutable;

namespace Reconciler.Reconciliation.Drift;

/// <summary>How one root differs from its manifest.</summary>
/// <param name="Findings">The differences.</param>
/// <param name="Damaged">Published names whose files cannot be used as they are; null: a new generation is not needed.</param>
internal sealed record RootInspection(ImmutableArray<DriftFinding> Findings, IReadOnlySet<string>? Damaged)
{
    public static RootInspection Clean { get; } = new([], null);
}
