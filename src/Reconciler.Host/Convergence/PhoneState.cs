using System.Text.Json.Serialization;

namespace Reconciler.Host.Convergence;

/// <summary>How a phone stands to its desired profile.</summary>
public enum PhoneState
{
    /// <summary>It has not been looked for yet.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>It is registered with the revision tag of its desired profile.</summary>
    [JsonStringEnumMemberName("converged")]
    Converged,

    /// <summary>It is registered with another tag, and still has time.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>It is registered with another tag past its deadline.</summary>
    [JsonStringEnumMemberName("stale")]
    Stale,

    /// <summary>It is not registered.</summary>
    [JsonStringEnumMemberName("unreachable")]
    Unreachable,
}
