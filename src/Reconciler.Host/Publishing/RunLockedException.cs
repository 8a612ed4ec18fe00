namespace Reconciler.Host.Publishing;

/// <summary>Somebody else holds a lock for longer than is waited. Exit code 9.</summary>
public sealed class RunLockedException(string message, string directory) : Exception(message)
{
    /// <summary>A run that publishes to a root.</summary>
    public RunLockedException(string directory)
        : this($"Another run has been publishing to {directory} for more than {RootLock.Patience.TotalSeconds} seconds; wait for it, or end it if it hangs.", directory)
    {
    }

    /// <summary>The root or the state directory.</summary>
    public string Directory { get; } = directory;
}
