namespace Reconciler.Reconciliation.Rollouts;

/// <summary>When a rollout can go on.</summary>
/// <param name="IsDue">Whether a run would take it further now, or stop it.</param>
/// <param name="NextChange">When a run would, if nothing else happens until then; null: it is due, or the clock alone changes nothing.</param>
public sealed record RolloutOutlook(bool IsDue, DateTimeOffset? NextChange)
{
    /// <summary>There is no rollout.</summary>
    public static RolloutOutlook None { get; } = new(IsDue: false, null);
}
