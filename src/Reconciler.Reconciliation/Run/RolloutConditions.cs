using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>
/// What a rollout means to the site's conditions: a commit that stopped on its way to the phones is not published, and nothing but a person or a new
/// commit takes it further; one that goes on by itself is on its way.
/// </summary>
internal static class RolloutConditions
{
    /// <summary>The reason while a rollout goes on.</summary>
    public const string Wave = "Wave";

    private const string Prefix = "Rollout";

    /// <summary>One word for a state, as conditions and the history have it.</summary>
    public static string Word(RolloutState state) => Prefix + state;

    /// <summary>True where a rollout does not go on by itself.</summary>
    public static bool IsStopped(RolloutState state) => state is RolloutState.Held or RolloutState.RolledBack or RolloutState.Aborted;

    /// <summary>Whether a condition is false because a rollout stopped; then it stays so as long as the rollout does.</summary>
    public static bool IsStopped(Condition? condition) =>
        condition is { Status: ConditionStatus.False } && condition.Reason.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Says of Published what the rollout makes of it. That files could not be written, or were changed by hand, is the worse news and stays.</summary>
    public static void Tell(ConditionSet conditions, Rollout? rollout)
    {
        var known = conditions[ConditionType.Published];
        if (known is { Status: ConditionStatus.False } && !IsStopped(known))
        {
            return;
        }

        if (rollout is null)
        {
            if (known is { Reason: Wave } || IsStopped(known))
            {
                conditions.True(ConditionType.Published, "Published");
            }
        }
        else if (IsStopped(rollout.State))
        {
            // Since it stopped, whatever the run did to the condition in between.
            conditions.Take(new Condition(ConditionType.Published, ConditionStatus.False, Word(rollout.State), rollout.Message, rollout.Since));
        }
        else
        {
            conditions.True(ConditionType.Published, Wave, Progress(rollout));
        }
    }

    private static string Progress(Rollout rollout)
    {
        if (rollout.State == RolloutState.Waiting)
        {
            return rollout.Message;
        }

        var wave = RolloutText.Of(rollout);
        return rollout.WaitsForWindowsOnly || rollout.Wave == 0 || rollout.Goal != rollout.Wave
            ? wave
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{wave}; the next goes once all phones of this one have run the change for {rollout.Settle.TotalMinutes:0.##} minutes, which may take until {(rollout.Since + rollout.Deadline).UtcDateTime:yyyy-MM-dd HH:mm} UTC");
    }
}
