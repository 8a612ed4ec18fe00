using Reconciler.Host.Convergence;

namespace Reconciler.Host.Following;

/// <summary>The result of one look at the phones.</summary>
/// <param name="Report">How they stand; null: Asterisk could not be asked, or nothing is published.</param>
/// <param name="Waiting">How many are due to be told and were not, for lack of time.</param>
/// <param name="NextIn">When to look again.</param>
public sealed record FollowResult(ConvergenceReport? Report, int Waiting, TimeSpan NextIn);
