using System.Globalization;
using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

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

    /// <summary>chown(2): EPERM for a file of one's own means that one is not in the group.</summary>
    private static void CheckGroup(int result, uint group, string path)
    {
        if (result != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            throw errno == Errno.NotPermitted
                ? PublishFailedException.FromGroup(path, NameOf(group), Environment.UserName)
                : PublishFailedException.FromErrno("give its group to", path, errno);
        }
    }

    /// <summary>getgrgid_r(3): the name of a group that was found by name before; its number where it is gone.</summary>
    private static string NameOf(uint group)
    {
        for (var size = 4096; size <= LargestGroupBuffer; size *= 4)
        {
            // Pinned, since the entry points into it.
            var buffer = GC.AllocateUninitializedArray<byte>(size, pinned: true);
            var errno = NativeGetgrgid(group, out var entry, ref MemoryMarshal.GetReference<byte>(buffer), size, out var found);
            if (errno == 0 && found != 0)
            {
                var name = Marshal.PtrToStringUTF8(entry.Name)!;
                GC.KeepAlive(buffer);
                return name;
            }

            if (errno != Errno.Range)
            {
                break;
            }
        }

        return group.ToString(CultureInfo.InvariantCulture);
    }

    [LibraryImport("libc", EntryPoint = "getgrgid_r")]
    private static partial int NativeGetgrgid(uint id, out GroupEntry entry, ref byte buffer, nint size, out nint found);

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
