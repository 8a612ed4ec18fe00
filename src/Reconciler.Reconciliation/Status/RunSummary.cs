using System.Text.Json.Serialization;
using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Status;

/// <summary>One line of the history and of status.log: a run that changed something or failed, or what became of a rollout.</summary>
public sealed record RunSummary
{
    /// <summary>When the run ended.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The commit it was about; null where none could be read.</summary>
    public required CommitId? Commit { get; init; }

    /// <summary>As a number: what the caller of the run was told.</summary>
    [JsonConverter(typeof(JsonNumberEnumConverter<ExitCode>))]
    public required ExitCode ExitCode { get; init; }

    /// <summary>One word: Applied, Rejected, RolloutHeld ...</summary>
    public required string Result { get; init; }

    /// <summary>One sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The hash of the plan that was carried out, by which a reviewer knows it again; null: none was.</summary>
    public string? Plan { get; init; }

    /// <summary>Profiles added, changed and removed.</summary>
    public int PhonesChanged { get; init; }

    /// <summary>Modules of Asterisk that were reloaded.</summary>
    public IReadOnlyList<string> Reloaded { get; init; } = [];

    /// <summary>The plan's changes, a line each; null: nothing was planned, or it is not kept here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Changes { get; init; }

    /// <summary>The first errors about the specs, one line each.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}
