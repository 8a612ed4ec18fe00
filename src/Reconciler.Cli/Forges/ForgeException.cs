using Reconciler.Reconciliation.Status;

namespace Reconciler.Cli.Forges;

/// <summary>The forge did not take the comment. The message is one sentence for people and says what to do; the token is never in it.</summary>
internal sealed class ForgeException(string message) : Exception(message)
{
    /// <summary>True: the same request may go through later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the forge asks to wait; null: it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A forge that is out of reach is the network's fault, a request that it refuses the caller's.</summary>
    public ExitCode ExitCode => IsTransient ? ExitCode.FetchFailed : ExitCode.Usage;
}
