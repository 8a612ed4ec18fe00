using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Reconciler.Host.Disk;

/// <summary>
/// The file system calls that .NET lacks or that follow links where a publication must not. Each either does what it says, answers
/// whether it could (<c>Try…</c>), or throws <see cref="PublishFailedException"/> with the errno's meaning.
/// </summary>
internal static partial class LibC
{
    // Their values differ between the architectures that .NET runs on (asm/fcntl.h): arm and arm64 have their own.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;

    private static readonly int DirectoryFlag = IsArm ? 0x4000 : 0x10000;

    private static readonly int NoFollowFlag = IsArm ? 0x8000 : 0x20000;

    private const int WriteOnlyFlag = 0x1;

    private const int ReadWriteFlag = 0x2;

    private const int CreateFlag = 0x40;

    private const int ExclusiveFlag = 0x80;

    private const int CloseOnExecFlag = 0x80000;

    private const int ExclusiveLock = 2;

    private const int NonBlockingLock = 4;

    private const int Unlocked = 8;

    private const int UnchangedOwner = -1;

    private const int CurrentFolder = -100;

    private const int NoFollowLink = 0x100;

    private const uint StatxType = 0x1;

    private const int StatxBytes = 256;

    private const int StatxModeOffset = 28;

    private const int FileTypeMask = 0xF000;

    private const int RegularFileType = 0x8000;

    /// <summary>rename(2): atomic; acts on a link itself. Any errno is a failure.</summary>
    public static void Rename(string from, string to) => Check(NativeRename(from, to), "move a finished file to", to);

    /// <summary>rename(2), where another file system is no failure: false for EXDEV.</summary>
    public static bool TryRename(string from, string to)
    {
        if (NativeRename(from, to) == 0)
        {
            return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno == Errno.CrossDevice ? false : throw PublishFailedException.FromErrno("move aside to", to, errno);
    }

    /// <summary>
    /// link(2). Answers the errno where the caller has another way: the source is missing (ENOENT), or this file system, these files or
    /// this count do not take hard links (EPERM, EXDEV, EMLINK, EOPNOTSUPP, ENOSYS). Anything else is a failure. 0: linked.
    /// </summary>
    public static int TryLink(string existing, string link)
    {
        if (NativeLink(existing, link) == 0)
        {
            return 0;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno is Errno.NoEntry or Errno.NotPermitted or Errno.CrossDevice or Errno.TooManyLinks or Errno.NotSupported or Errno.NoSystemCall
            ? errno
            : throw PublishFailedException.FromErrno("link an unchanged file to", link, errno);
    }

    /// <summary>symlink(2). False when the name is taken (EEXIST); any other errno is a failure.</summary>
    public static bool TrySymlink(string target, string link)
    {
        if (NativeSymlink(target, link) == 0)
        {
            return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno == Errno.Exists ? false : throw PublishFailedException.FromErrno("create the link", link, errno);
    }

    /// <summary>unlink(2): never follows a link. A missing name (ENOENT) is no failure; false for a directory (EISDIR).</summary>
    public static bool TryUnlink(string path)
    {
        if (NativeUnlink(path) == 0)
        {
            return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno switch
        {
            Errno.NoEntry => true,
            Errno.IsDirectory => false,
            _ => throw PublishFailedException.FromErrno("remove", path, errno),
        };
    }

    /// <summary>rmdir(2): an empty directory. A missing one (ENOENT) is no failure.</summary>
    public static void RemoveDirectory(string path)
    {
        if (NativeRmdir(path) != 0 && Marshal.GetLastPInvokeError() is var errno and not Errno.NoEntry)
        {
            throw PublishFailedException.FromErrno("remove the directory", path, errno);
        }
    }

    /// <summary>mkdir(2) and chmod(2), since mkdir obeys the umask. False when the name is taken (EEXIST).</summary>
    public static bool TryMakeDirectory(string path, UnixFileMode mode, uint? group)
    {
        if (NativeMkdir(path, (uint)mode) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            return errno == Errno.Exists ? false : throw PublishFailedException.FromErrno("create the directory", path, errno);
        }

        if (group is { } gid)
        {
            CheckGroup(NativeLchown(path, UnchangedOwner, (int)gid), gid, path);
        }

        Check(NativeChmod(path, (uint)mode), "set the mode of", path);
        return true;
    }

    /// <summary>
    /// readlink(2): the text of a link; null where there is no link. <paramref name="exists"/> tells a missing name
    /// (ENOENT, ENOTDIR) from one that something other than a link has (EINVAL).
    /// </summary>
    public static string? ReadLink(string path, out bool exists)
    {
        Span<byte> buffer = stackalloc byte[4096];
        var length = NativeReadlink(path, ref MemoryMarshal.GetReference(buffer), buffer.Length);
        if (length >= 0)
        {
            exists = true;
            return Encoding.UTF8.GetString(buffer[..(int)length]);
        }

        var errno = Marshal.GetLastPInvokeError();
        exists = errno == Errno.Invalid;
        return exists || errno is Errno.NoEntry or Errno.NotDirectory ? null : throw PublishFailedException.FromErrno("read the link", path, errno);
    }

    /// <summary>statx(2) of the name itself, whose result has one layout on every architecture. False for a missing name too.</summary>
    public static bool IsRegularFile(string path)
    {
        Span<byte> status = stackalloc byte[StatxBytes];
        return NativeStatx(CurrentFolder, path, NoFollowLink, StatxType, ref MemoryMarshal.GetReference(status)) == 0
            && (BitConverter.ToUInt16(status[StatxModeOffset..]) & FileTypeMask) == RegularFileType;
    }

    /// <summary>open(2) of a new file for writing, O_EXCL and so never through a link, then fchown(2) and fchmod(2).</summary>
    public static SafeFileHandle CreateFile(string path, UnixFileMode mode, uint? group)
    {
        var handle = Open(path, WriteOnlyFlag | CreateFlag | ExclusiveFlag, mode, "create");
        try
        {
            if (group is { } gid)
            {
                CheckGroup(NativeFchown(handle, UnchangedOwner, (int)gid), gid, path);
            }

            Check(NativeFchmod(handle, (uint)mode), "set the mode of", path);
            return handle;
        }
        catch (PublishFailedException)
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>write(2) until all is written; EINTR is tried again.</summary>
    public static void Write(SafeFileHandle handle, ReadOnlySpan<byte> bytes, string path)
    {
        while (!bytes.IsEmpty)
        {
            var written = NativeWrite(handle, ref MemoryMarshal.GetReference(bytes), bytes.Length);
            if (written < 0)
            {
                var errno = Marshal.GetLastPInvokeError();
                if (errno != Errno.Interrupted)
                {
                    throw PublishFailedException.FromErrno("write", path, errno);
                }

                continue;
            }

            bytes = bytes[(int)written..];
        }
    }

    /// <summary>fsync(2): an error means that what was written may be lost, and is never tried again.</summary>
    public static void Sync(SafeFileHandle handle, string path) => Check(NativeFsync(handle), "sync", path);

    /// <summary>fsync(2) of a directory: its names are on the disk.</summary>
    public static void SyncDirectory(string path)
    {
        using var handle = Open(path, DirectoryFlag, default, "open the directory");
        Sync(handle, path);
    }

    /// <summary>syncfs(2): all that was written to the file system of this directory is on the disk.</summary>
    public static void SyncFileSystem(string directory)
    {
        using var handle = Open(directory, DirectoryFlag, default, "open the directory");
        Check(NativeSyncfs(handle), "sync the file system of", directory);
    }

    /// <summary>open(2) and flock(2), which the kernel releases when the process ends, however it ends. Null while another holds it (EWOULDBLOCK).</summary>
    public static SafeFileHandle? TryLock(string path, UnixFileMode mode)
    {
        var handle = Open(path, ReadWriteFlag | CreateFlag | NoFollowFlag, mode, "open the lock");
        if (NativeFlock(handle, ExclusiveLock | NonBlockingLock) == 0)
        {
            return handle;
        }

        var errno = Marshal.GetLastPInvokeError();
        handle.Dispose();
        return errno == Errno.WouldBlock ? null : throw PublishFailedException.FromErrno("lock", path, errno);
    }

    /// <summary>flock(2) with LOCK_UN: gives a lock up for all copies of the handle. It fails for no handle that is open.</summary>
    public static void Unlock(SafeFileHandle handle) => _ = NativeFlock(handle, Unlocked);

    private static SafeFileHandle Open(string path, int flags, UnixFileMode mode, string action)
    {
        var descriptor = NativeOpen(path, flags | CloseOnExecFlag, (uint)mode);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw PublishFailedException.FromErrno(action, path, Marshal.GetLastPInvokeError());
    }

    private static void Check(int result, string action, string path)
    {
        if (result != 0)
        {
            throw PublishFailedException.FromErrno(action, path, Marshal.GetLastPInvokeError());
        }
    }
}
