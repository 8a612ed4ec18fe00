using Microsoft.Win32.SafeHandles;

namespace Reconciler.Host.Disk;

/// <summary>A file that one process at a time holds. The kernel gives it up when that process ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>How long is waited for another process.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SafeFileHandle _handle;

    private FileLock(SafeFileHandle handle) => _handle = handle;

    /// <summary>The lock, held until it is disposed of; null: another process has held it for <see cref="Patience"/>.</summary>
    /// <param name="path">The file; made where it is missing.</param>
    /// <param name="pause">How long to wait from one try to the next.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<FileLock?> TryAcquireAsync(string path, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (LibC.TryLock(path, UnixFileMode.UserRead | UnixFileMode.UserWrite) is { } handle)
            {
                return new FileLock(handle);
            }

            if (time.GetElapsedTime(start) >= Patience)
            {
                return null;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    public void Dispose()
    {
        // Closing is not enough: a child that is being started (ssh) has a copy of the handle until it is another program, and would hold the lock as long.
        if (!_handle.IsClosed)
        {
            LibC.Unlock(_handle);
            _handle.Dispose();
        }
    }
}
