using System.Text.Json.Serialization;
using Reconciler.Core.Sources;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>How it stands with one commit at one site.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="State">Pending, success or failure.</param>
/// <param name="Description">One sentence for people; no secret is in it.</param>
public sealed record CommitVerdict(CommitId Commit, CommitState State, string Description);

/// <summary>The three answers that every forge knows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CommitState>))]
public enum CommitState
{
    /// <summary>It waits, for a wave, a window or a person.</summary>
    Pending,

    /// <summary>It is served, and Asterisk runs it.</summary>
    Success,

    /// <summary>It was refused, or did not get through.</summary>
    Failure,
}
