namespace Reconciler.Reconciliation.Rollouts;

/// <summary>When a rollout changes though nothing happens but that time passes. Pure.</summary>
internal static class RolloutClock
{
    /// <summary>
    /// The next moment at which a look at the phones would let a run take it further or stop it; null: it waits for something else, or the moment has passed and
    /// nobody can look.
    /// </summary>
    /// <param name="rollout">As it stands, with nothing left to carry out.</param>
    /// <param name="prove">As for <see cref="RolloutDirector.Next"/>.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset? NextChange(Rollout rollout, Func<RolloutProof?> prove, DateTimeOffset now)
    {
        var moment = rollout.State switch
        {
            RolloutState.Running => RolloutVerdict.NextChange(rollout, prove()),
            RolloutState.Waiting => rollout.Until,
            _ => null,
        };
        return moment > now ? moment : null;
    }
}
