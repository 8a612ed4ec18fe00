using System.Text.Json.Serialization;

namespace Reconciler.Host.Convergence;

/// <summary>How many phones are published and in which state; only the total is known before they were looked for.</summary>
public sealed record PhoneCounts(int Total)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Converged { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Pending { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stale { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Unreachable { get; init; }

    /// <summary>Registrations that belong to no phone of the fleet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Unmanaged { get; init; }
}
