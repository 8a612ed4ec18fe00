using System.Globalization;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>How a rollout stands, in a few words.</summary>
public static class RolloutText
{
    /// <summary><c>wave 1 of 3 of 1234567890, 197 phones wait</c>.</summary>
    public static string Of(Rollout rollout) => rollout.Wave == 0
        ? $"what was before {rollout.Commit.Abbreviated}"
        : string.Create(CultureInfo.InvariantCulture, $"wave {rollout.Wave} of {rollout.Of} of {rollout.Commit.Abbreviated}, {Waiting(rollout.Held)}");

    /// <summary><c>is held since 2026-03-01 08:31:00Z (wave 1 of 3, 197 phones wait)</c>.</summary>
    public static string Of(RolloutStatus rollout) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Verb(rollout.State)} since {rollout.Since:u} ({(rollout.Wave == 0 ? "no wave" : $"wave {rollout.Wave}")} of {rollout.Of}, {Waiting(rollout.Held)})");

    /// <summary>The rest of a sentence that begins with a rollout's name.</summary>
    public static string Verb(RolloutState state) => state switch
    {
        RolloutState.Running => "goes on",
        RolloutState.Waiting => "waits for a window",
        RolloutState.Held => "is held",
        RolloutState.RolledBack => "is rolled back",
        _ => "is aborted",
    };

    private static string Waiting(int phones) => string.Create(CultureInfo.InvariantCulture, $"{phones} {(phones == 1 ? "phone waits" : "phones wait")}");
}
