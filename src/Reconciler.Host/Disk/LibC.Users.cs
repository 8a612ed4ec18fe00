using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

internal static partial class LibC
{
    private const int MostGroups = 4096;

    /// <summary>getpwnam_r(3): a user by name; null where the host knows none. It returns its errno; ERANGE asks for a larger buffer.</summary>
    public static SystemUser? FindUser(string name)
    {
        for (var size = 4096; size <= LargestUserBuffer; size *= 4)
        {
            var buffer = GC.AllocateUninitializedArray<byte>(size, pinned: true);
            var errno = NativeGetpwnam(name, out var entry, ref MemoryMarshal.GetReference<byte>(buffer), size, out var found);
            if (errno != Errno.Range)
            {
                return errno == 0 && found != 0 ? new SystemUser(entry.Id, name, GroupsOf(name, entry.Group)) : null;
            }
        }

        return null;
    }

    /// <summary>lchown(2): gives a file or directory to a user, and to a group where one is named.</summary>
    public static void ChangeOwner(string path, uint user, uint? group) =>
        Check(NativeLchown(path, (int)user, group is { } id ? (int)id : UnchangedOwner), "give its owner to", path);

    /// <summary>lchown(2): gives a file or directory to a group.</summary>
    public static void ChangeGroup(string path, uint group) => Check(NativeLchown(path, UnchangedOwner, (int)group), "give its group to", path);

    /// <summary>getgrouplist(3): the user's groups, the first of them included. It fails only where there are more than fit.</summary>
    private static uint[] GroupsOf(string name, uint primary)
    {
        var groups = new uint[MostGroups];
        var count = groups.Length;
        return NativeGetgrouplist(name, primary, ref groups[0], ref count) < 0 ? [primary] : groups[..count];
    }

    [LibraryImport("libc", EntryPoint = "getpwnam_r", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeGetpwnam(string name, out UserEntry entry, ref byte buffer, nint size, out nint found);

    [LibraryImport("libc", EntryPoint = "getgrouplist", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeGetgrouplist(string name, uint group, ref uint groups, ref int count);
}
