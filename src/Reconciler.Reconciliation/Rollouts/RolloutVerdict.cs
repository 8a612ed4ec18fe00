namespace Reconciler.Reconciliation.Rollouts;

/// <summary>Whether a wave is proved, by the evidence. A phone that nobody has looked at since counts neither for it nor against it. Pure.</summary>
internal static class RolloutVerdict
{
    /// <summary>Every phone was seen to run the change, and was seen so again once the time to settle had passed.</summary>
    public static bool IsSettled(Rollout rollout, RolloutProof? proof) =>
        proof is { Since: { } since, Observed: { } observed } && observed - since >= rollout.Settle;

    /// <summary>
    /// A phone was seen not to run it at the deadline or after. All of them run it: then it is just to settle. Where nothing tells what phones run, the clock alone decides.
    /// </summary>
    public static bool IsTooLate(Rollout rollout, RolloutProof? proof, DateTimeOffset now) =>
        proof is null ? now - rollout.Since >= rollout.Deadline : !proof.Missing.IsEmpty && proof.Observed - rollout.Since >= rollout.Deadline;

    /// <summary>When it will have settled, or be too late, if the next look finds nothing new; null: neither.</summary>
    public static DateTimeOffset? NextChange(Rollout rollout, RolloutProof? proof) => proof is { Since: { } since }
        ? since + rollout.Settle
        : rollout.Since + rollout.Deadline;
}
