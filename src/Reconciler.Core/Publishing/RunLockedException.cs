namespace Reconciler.Core.Publishing;

/// <summary>Another run holds the lock of a root. Exit code 9.</summary>
public sealed class RunLockedException(string directory) : Exception(
    $"Another run has been publishing to {directory} for more than {RootLock.Patience.TotalSeconds} seconds; wait for it, or end it if it hangs.")
{
    /// <summary>The root.</summary>
    public string Directory { get; } = directory;
}
