using System.Collections.Immutable;

namespace Reconciler.Core.Planning;

/// <summary>The guard's answer to a plan.</summary>
/// <param name="Allowed">True: nothing speaks against it, or it was approved.</param>
/// <param name="Reasons">Reasons against it, a sentence each; kept when it was approved.</param>
/// <param name="Thresholds">The thresholds that it was measured by.</param>
/// <param name="ApprovedBy">Who or what approved this very plan; null: nobody had to, or has.</param>
public sealed record GuardVerdict(bool Allowed, ImmutableArray<string> Reasons, GuardThresholds Thresholds, string? ApprovedBy);
