namespace Reconciler.Git;

/// <summary>How long a server may be silent. libgit2 has one such setting a process: the one set last holds for http and git connections.</summary>
public sealed record GitTimeouts
{
    /// <summary>Until a connection stands.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two pieces of an answer.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);
}
