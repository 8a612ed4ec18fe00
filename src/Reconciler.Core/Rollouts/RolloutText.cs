using System.Globalization;

namespace Reconciler.Core.Rollouts;

/// <summary>How a rollout stands, in a few words.</summary>
internal static class RolloutText
{
    /// <summary><c>wave 1 of 3 of 1234567890, 197 phones wait</c>.</summary>
    public static string Of(Rollout rollout) => rollout.Wave == 0
        ? $"what was before {rollout.Commit.Abbreviated}"
        : string.Create(CultureInfo.InvariantCulture, $"wave {rollout.Wave} of {rollout.Of} of {rollout.Commit.Abbreviated}, {rollout.Held} {(rollout.Held == 1 ? "phone waits" : "phones wait")}");
}
