using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

internal static partial class LibC
{
    private const int StatvfsBytes = 256;

    private const ulong ReadOnlyFileSystem = 1;

    /// <summary>statvfs(3), whose structure is of eight-byte words on every 64-bit Linux. Null where the path cannot be looked at, whatever the errno.</summary>
    public static DiskSpace? TrySpace(string path)
    {
        Span<ulong> words = stackalloc ulong[StatvfsBytes / sizeof(ulong)];
        return NativeStatvfs(path, ref MemoryMarshal.GetReference(words)) == 0
            ? new DiskSpace(words[4] * words[1], words[5] == 0 ? null : words[7], (words[9] & ReadOnlyFileSystem) != 0)
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeStatvfs(string path, ref ulong status);
}
