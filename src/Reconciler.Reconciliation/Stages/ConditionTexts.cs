using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Reconciliation.Stages;

/// <summary>The reasons and sentences of conditions that follow from a single value.</summary>
internal static class ConditionTexts
{
    public static string NameOf(FetchResult fetched) => fetched switch
    {
        { Tag: null } => "",
        { HistoryRewritten: true } => $"The tag {fetched.Tag}, which was moved here from {fetched.PreviousHead?.Abbreviated}.",
        _ => $"The tag {fetched.Tag}.",
    };

    public static string ReasonOf(RefusalCause cause) => cause switch
    {
        RefusalCause.Specs => ConditionReasons.Invalid,
        RefusalCause.Waves => ConditionReasons.CannotHold,
        _ => ConditionReasons.HostLacks,
    };

    public static string ReasonOf(PbxUnavailableReason reason) => reason switch
    {
        PbxUnavailableReason.Refused => ConditionReasons.Refused,
        PbxUnavailableReason.Starting => ConditionReasons.Starting,
        PbxUnavailableReason.Missing => ConditionReasons.Missing,
        PbxUnavailableReason.AdministratorFiles => ConditionReasons.AdministratorFiles,
        _ => ConditionReasons.Unreachable,
    };

    /// <summary>Null: it goes on by itself.</summary>
    public static string? ReasonOf(RolloutState state) => state switch
    {
        RolloutState.Held => ConditionReasons.RolloutHeld,
        RolloutState.RolledBack => ConditionReasons.RolloutRolledBack,
        RolloutState.Aborted => ConditionReasons.RolloutAborted,
        _ => null,
    };

    public static string ProgressOf(Rollout rollout)
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
