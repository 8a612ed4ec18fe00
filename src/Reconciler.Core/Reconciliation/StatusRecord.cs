using Reconciler.Core.Fleets;

namespace Reconciler.Core.Reconciliation;

/// <summary>The status as <c>status --format json</c>, <c>GET /api/status</c> and the status commit give it; its schema is schema/status.schema.json.</summary>
public sealed record StatusRecord
{
    public required string? Site { get; init; }

    public required CommitId? Observed { get; init; }

    public required CommitId? Attempted { get; init; }

    public required CommitId? Published { get; init; }

    public required CommitId? Activated { get; init; }

    public required CommitId? Recorded { get; init; }

    public required SuspensionStatus? Suspended { get; init; }

    public required QuarantineStatus? Quarantined { get; init; }

    public required IReadOnlyList<Condition> Conditions { get; init; }

    public required PhoneCounts Phones { get; init; }

    public required IReadOnlyList<RunSummary> History { get; init; }

    /// <summary>The public face of the state.</summary>
    public static StatusRecord Of(ReconcileState state) => new()
    {
        Site = state.Site,
        Observed = state.Observed,
        Attempted = state.Attempted,
        Published = state.Published,
        Activated = state.Activated,
        Recorded = state.Recorded,
        Suspended = state.Suspended is { } s ? new SuspensionStatus(s.Reason, s.Since) : null,
        Quarantined = state.Quarantined is { } q ? new QuarantineStatus(q.Commit, q.Message, q.Since) : null,
        Conditions = state.Conditions,
        Phones = new PhoneCounts(state.Phones),
        History = state.History,
    };
}

/// <summary>Why and since when nothing is applied.</summary>
public sealed record SuspensionStatus(string Reason, DateTimeOffset Since);

/// <summary>The commit that Asterisk did not take, and why.</summary>
public sealed record QuarantineStatus(CommitId Commit, string Message, DateTimeOffset Since);

/// <summary>How many phones are published.</summary>
public sealed record PhoneCounts(int Total);
