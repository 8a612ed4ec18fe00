namespace Reconciler.Core.Diagnostics;

/// <summary>One question about the site and its answer, in the manner that Kubernetes made common.</summary>
/// <param name="Type">The question.</param>
/// <param name="Status">The answer.</param>
/// <param name="Reason">One CamelCase word for machines.</param>
/// <param name="Message">One sentence for people; empty where the reason says it all.</param>
/// <param name="Since">When the answer was last another one.</param>
public sealed record Condition(ConditionType Type, ConditionStatus Status, string Reason, string Message, DateTimeOffset Since);

/// <summary>The questions, in the order of the pipeline.</summary>
public enum ConditionType
{
    /// <summary>The repository was reached and the branch read.</summary>
    Fetched,

    /// <summary>The commits' signatures are as required.</summary>
    Verified,

    /// <summary>The observed commit's specs are valid.</summary>
    Valid,

    /// <summary>The guard let the change pass.</summary>
    Allowed,

    /// <summary>Asterisk runs what the desired commit says, by read-back.</summary>
    Activated,

    /// <summary>The desired files are served.</summary>
    Published,

    /// <summary>The status was written down.</summary>
    Recorded,

    /// <summary>Every phone runs its desired profile.</summary>
    Converged,

    /// <summary>All of the above that concern the server side.</summary>
    Ready,
}

/// <summary>An answer.</summary>
public enum ConditionStatus
{
    Unknown,
    True,
    False,
}
