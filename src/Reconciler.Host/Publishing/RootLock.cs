using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>The right to publish to a root, held for one run. The kernel gives it up when the process ends, however it ends.</summary>
public sealed class RootLock : IDisposable
{
    /// <summary>How long a run waits for another to end.</summary>
    public static readonly TimeSpan Patience = FileLock.Patience;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FileLock _lock;

    private RootLock(FileLock held) => _lock = held;

    /// <summary>Takes the lock of a root, waiting for <see cref="Patience"/>; then <see cref="RunLockedException"/>.</summary>
    public static async Task<RootLock> AcquireAsync(PublishedRoot root, TimeProvider time, CancellationToken cancellationToken)
    {
        root.PrepareHome(root.GroupId());
        return await FileLock.TryAcquireAsync(Path.Combine(root.Home, "lock"), Pause, time, cancellationToken) is { } held
            ? new RootLock(held)
            : throw new RunLockedException(root.Directory);
    }

    public void Dispose() => _lock.Dispose();
}
