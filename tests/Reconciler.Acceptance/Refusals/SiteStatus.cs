using System.Text.Json;

namespace Reconciler.Acceptance.Refusals;

/// <summary>What the program says of a site's state.</summary>
internal sealed class SiteStatus(JsonElement json)
{
    public string? Published => json.GetProperty("published").GetString();

    public string? Activated => json.GetProperty("activated").GetString();

    /// <summary>Why the quarantined commit is; null: none is.</summary>
    public string? Quarantined => json.GetProperty("quarantined") is { ValueKind: JsonValueKind.Object } quarantine ? quarantine.GetProperty("message").GetString() : null;

    /// <summary>How the rollout stands; null: there is none.</summary>
    public string? RolloutState => json.GetProperty("rollout") is { ValueKind: JsonValueKind.Object } rollout ? rollout.GetProperty("state").GetString() : null;

    /// <summary>How many runs are told of.</summary>
    public int Runs => json.GetProperty("history").GetArrayLength();

    /// <summary>Status and reason of a condition.</summary>
    public (string? Status, string? Reason) this[string condition] => (Of(condition).GetProperty("status").GetString(), Of(condition).GetProperty("reason").GetString());

    /// <summary>The sentence of a condition.</summary>
    public string MessageOf(string condition) => Of(condition).GetProperty("message").GetString()!;

    private JsonElement Of(string condition) => json.GetProperty("conditions").EnumerateArray().Single(c => c.GetProperty("type").GetString() == condition);
}
