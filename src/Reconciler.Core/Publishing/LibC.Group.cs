using System.Runtime.InteropServices;

namespace Reconciler.Core.Publishing;

internal static partial class LibC
{
    private const int LargestGroupBuffer = 1 << 20;

    /// <summary>
    /// getgrnam_r(3): the id of a group, from whatever the host's name service knows. Null when there is none of that name. It returns its
    /// errno; ERANGE asks for a larger buffer.
    /// </summary>
    public static uint? FindGroup(string name)
    {
        for (var size = 4096; size <= LargestGroupBuffer; size *= 4)
        {
            var errno = NativeGetgrnam(name, out var entry, ref MemoryMarshal.GetReference<byte>(new byte[size]), size, out var found);
            switch (errno)
            {
                case 0:
                    return found == 0 ? null : entry.Id;
                case Errno.Range:
                    continue;
                case Errno.NoEntry:
                    return null;
                default:
                    throw PublishFailedException.FromErrno("look up the group", name, errno);
            }
        }

        throw PublishFailedException.FromErrno("look up the group", name, Errno.Range);
    }

    [LibraryImport("libc", EntryPoint = "getgrnam_r", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeGetgrnam(string name, out GroupEntry entry, ref byte buffer, nint size, out nint found);

    [StructLayout(LayoutKind.Sequential)]
    private struct GroupEntry
    {
        public nint Name;
        public nint Password;
        public uint Id;
        public nint Members;
    }
}
