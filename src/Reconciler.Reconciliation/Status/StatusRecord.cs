using System.Text.Json.Serialization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Rollouts;

namespace Reconciler.Reconciliation.Status;

/// <summary>The status as <c>status --format json</c>, <c>GET /api/status</c> and the status commit give it; its schema is schema/status.schema.json.</summary>
public sealed record StatusRecord
{
    public required string? Site { get; init; }

    public required CommitId? Observed { get; init; }

    public required CommitId? Attempted { get; init; }

    public required CommitId? Published { get; init; }

    public required CommitId? Activated { get; init; }

    public required CommitId? Recorded { get; init; }

    /// <summary>The commit that is served, by a person's word, whatever the branch says.</summary>
    public required CommitId? RolledBackTo { get; init; }

    public required SuspensionStatus? Suspended { get; init; }

    public required QuarantineStatus? Quarantined { get; init; }

    /// <summary>The change of this host that nobody has approved.</summary>
    public required WaitingHostChange? HostChange { get; init; }

    public required IReadOnlyList<Condition> Conditions { get; init; }

    public required PhoneCounts Phones { get; init; }

    /// <summary>How far phones have come with a new master key; null: it is not rotated.</summary>
    public required KeyRotation? KeyRotation { get; init; }

    public required RolloutStatus? Rollout { get; init; }

    public required IReadOnlyList<RunSummary> History { get; init; }

    /// <summary>Nobody asks Asterisk what it runs.</summary>
    [JsonIgnore]
    internal bool IsFilesOnly { get; init; }

    /// <summary>The public face of the state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="phones">The last look at the phones; null: nobody looked.</param>
    /// <param name="attempt">The Ready of <see cref="AttemptStore.Judge"/>; null: the last run came to its outcome.</param>
    public static StatusRecord Of(ReconcileState state, ConvergenceSummary? phones, Condition? attempt = null) => new()
    {
        Site = state.Site,
        Observed = state.Observed,
        Attempted = state.Attempted,
        Published = state.Published,
        Activated = state.Activated,
        Recorded = state.Recorded,
        RolledBackTo = state.RolledBackTo,
        Suspended = state.Suspended is { } s ? new SuspensionStatus(s.Reason, s.Since) : null,
        Quarantined = state.Quarantined is { } q ? new QuarantineStatus(q.Commit, q.Message, q.Since) : null,
        HostChange = state.HostChange,
        Conditions = [.. state.Conditions.Select(c => c.Type == ConditionType.Converged && phones is not null ? phones.Converged : c.Type == ConditionType.Ready && attempt is not null ? attempt : c)],
        Phones = phones?.Counts ?? new PhoneCounts(state.Phones),
        KeyRotation = phones?.KeyRotation,
        Rollout = state.Rollout is { } r ? new RolloutStatus(r.Commit, r.Wave, r.Of, r.Held, r.State, r.Since, r.Until, r.Message) : null,
        History = state.History,
        IsFilesOnly = SiteStanding.Of(state.Conditions).Activation == ActivationStanding.FilesOnly,
    };
}

/// <summary>Why and since when nothing is applied.</summary>
public sealed record SuspensionStatus(string Reason, DateTimeOffset Since);

/// <summary>The commit that Asterisk did not take, and why.</summary>
public sealed record QuarantineStatus(CommitId Commit, string Message, DateTimeOffset Since);
