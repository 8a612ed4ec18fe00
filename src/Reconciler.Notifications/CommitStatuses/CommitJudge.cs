using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>Reads off the status how it stands with the newest commit.</summary>
public static class CommitJudge
{
    private static readonly ImmutableArray<ConditionType> Failing = [ConditionType.Verified, ConditionType.Valid, ConditionType.Activated, ConditionType.Published];

    /// <summary>Null: the status says nothing about a commit, as while none was read or none was tried yet.</summary>
    public static CommitVerdict? Judge(StatusRecord status)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (status.Observed is not { } head)
        {
            return null;
        }

        var (state, text) = Find(status, head);
        return state is { } known ? new CommitVerdict(head, known, UrlRedaction.Redact(text)) : null;
    }

    private static (CommitState? State, string Text) Find(StatusRecord status, CommitId head)
    {
        if (status.RolledBackTo is { } earlier && earlier != head)
        {
            return (CommitState.Failure, $"Rolled back by hand: {earlier.Abbreviated} is served.");
        }

        if (status.Suspended is { } suspended && status.Published != head)
        {
            return (CommitState.Pending, $"Suspended: {suspended.Reason}");
        }

        if (status.Quarantined is { } quarantined && quarantined.Commit == head)
        {
            return (CommitState.Failure, quarantined.Message);
        }

        // A condition tells of the commit that was tried last.
        if (status.Attempted != head)
        {
            return default;
        }

        if (False(status, ConditionType.Allowed) is { } waits)
        {
            return (CommitState.Pending, Sentence(waits));
        }

        if (status.Rollout is { } rollout && rollout.Commit == head)
        {
            return rollout.State is RolloutState.Running or RolloutState.Waiting
                ? (CommitState.Pending, string.Create(CultureInfo.InvariantCulture, $"Wave {rollout.Wave} of {rollout.Of} is served."))
                : (CommitState.Failure, $"The rollout {RolloutText.Verb(rollout.State)}. {rollout.Message}");
        }

        return Failing.Select(type => False(status, type)).FirstOrDefault(c => c is not null) is { } broken ? (CommitState.Failure, Sentence(broken))
            : status.Published == head ? (CommitState.Success, status.Activated == head ? "Served, and Asterisk runs it." : "Served.")
            : default;
    }

    private static Condition? False(StatusRecord status, ConditionType type) => status.Conditions.FirstOrDefault(c => c.Type == type && c.Status == ConditionStatus.False);

    private static string Sentence(Condition condition) => condition.Message.Length > 0 ? condition.Message : $"{condition.Type}: {condition.Reason}.";
}
