namespace Reconciler.Git.Access;

/// <summary>How long one conversation with a server may take in all, and how much the server may send: a server that goes on for ever ends the attempt, not the agent.</summary>
public sealed record FetchLimits
{
    /// <summary>From the first word to the last.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that the server may send in all.</summary>
    public long Bytes { get; init; } = 1L << 30;

    /// <summary>Bytes that it may send as the list of its branches and tags, which is held in memory; never more than <see cref="Bytes"/>.</summary>
    public long ListBytes { get; init; } = 16L << 20;
}
