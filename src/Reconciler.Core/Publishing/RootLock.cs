using Microsoft.Win32.SafeHandles;

namespace Reconciler.Core.Publishing;

/// <summary>The right to publish to a root, held for one run. The kernel gives it up when the process ends, however it ends.</summary>
public sealed class RootLock : IDisposable
{
    /// <summary>How long a run waits for another to end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly SafeFileHandle _handle;

    private RootLock(SafeFileHandle handle) => _handle = handle;

    /// <summary>Takes the lock of a root, waiting for <see cref="Patience"/>; then <see cref="RunLockedException"/>.</summary>
    public static async Task<RootLock> AcquireAsync(PublishedRoot root, TimeProvider time, CancellationToken cancellationToken)
    {
        root.PrepareHome(root.GroupId());
        var path = Path.Combine(root.Home, "lock");
        var start = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (LibC.TryLock(path, UnixFileMode.UserRead | UnixFileMode.UserWrite) is { } handle)
            {
                return new RootLock(handle);
            }

            if (time.GetElapsedTime(start) >= Patience)
            {
                throw new RunLockedException(root.Directory);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public void Dispose() => _handle.Dispose();
}
