using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Run;

/// <summary>One agent a state directory: two would poll, tell phones and take turns at publishing without either knowing. Single runs beside it are held apart by the roots' locks.</summary>
public static class AgentLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Held until it is disposed of, or the process ends however it does. Waits up to 10 s, since the one before it may just be stopping.</summary>
    /// <exception cref="RunLockedException">Another agent has it.</exception>
    public static async Task<IDisposable> AcquireAsync(string stateDirectory, TimeProvider time, CancellationToken cancellationToken) =>
        await FileLock.TryAcquireAsync(Path.Combine(stateDirectory, "agent-lock"), Pause, time, cancellationToken)
        ?? throw new RunLockedException($"Another agent works with the state in {stateDirectory}: stop that one, or give each a state directory and roots of its own.", stateDirectory);
}
