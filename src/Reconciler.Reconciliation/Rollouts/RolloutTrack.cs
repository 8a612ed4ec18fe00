namespace Reconciler.Reconciliation.Rollouts;

/// <summary>Waves that follow each other, and the tracks before them.</summary>
/// <param name="Percentages">How much of the track's phones have the change after each wave; the rest is its last.</param>
/// <param name="Restarts">Whether the change restarts its phones.</param>
internal sealed record RolloutTrack(IReadOnlyList<int> Percentages, bool Restarts);
