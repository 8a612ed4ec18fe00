namespace Reconciler.Git.Access;

/// <summary>How long a server may be silent.</summary>
public sealed record GitTimeouts
{
    /// <summary>Until a connection stands.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two pieces of an answer.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);
}
