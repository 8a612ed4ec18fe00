using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Reconciler.Host.Disk;

internal static partial class LibC
{
    private const uint StatxBasics = 0x7FF;

    private const int StatxUserOffset = 20;

    private const int StatxGroupOffset = 24;

    private const int StatxSizeOffset = 40;

    private const int StatxChangedOffset = 96;

    private const int StatxWrittenOffset = 112;

    private const int StatxInodeOffset = 32;

    private const int StatxDeviceOffset = 136;

    private const int PermissionMask = 0xFFF;

    private const int NonBlockingFlag = 0x800;

    private const int DirectoryType = 0x4000;

    private const int LinkType = 0xA000;

    private const uint ExchangeFlag = 2;

    private const int LargestUserBuffer = 1 << 20;

    /// <summary>statx(2) of the name itself. Null for a missing name (ENOENT, ENOTDIR); any other errno is a failure.</summary>
    public static FileStatus? Status(string path)
    {
        Span<byte> status = stackalloc byte[StatxBytes];
        if (NativeStatx(CurrentFolder, path, NoFollowLink, StatxBasics, ref MemoryMarshal.GetReference(status)) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            return errno is Errno.NoEntry or Errno.NotDirectory ? null : throw PublishFailedException.FromErrno("look at", path, errno);
        }

        var mode = BitConverter.ToUInt16(status[StatxModeOffset..]);
        return new FileStatus(
            (mode & FileTypeMask) switch
            {
                RegularFileType => FileKind.Regular,
                DirectoryType => FileKind.Directory,
                LinkType => FileKind.Link,
                _ => FileKind.Special,
            },
            (UnixFileMode)(mode & PermissionMask),
            BitConverter.ToUInt32(status[StatxUserOffset..]),
            BitConverter.ToUInt32(status[StatxGroupOffset..]),
            BitConverter.ToInt64(status[StatxSizeOffset..]),
            DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToInt64(status[StatxWrittenOffset..])))
        {
            Stamp = new FileStamp(
                ((ulong)BitConverter.ToUInt32(status[StatxDeviceOffset..]) << 32) | BitConverter.ToUInt32(status[(StatxDeviceOffset + sizeof(uint))..]),
                BitConverter.ToUInt64(status[StatxInodeOffset..]),
                BitConverter.ToInt64(status[StatxSizeOffset..]),
                Nanoseconds(status[StatxWrittenOffset..]),
                Nanoseconds(status[StatxChangedOffset..])),
        };
    }

    /// <summary>struct statx_timestamp: 8 bytes of seconds, 4 of nanoseconds.</summary>
    private static long Nanoseconds(ReadOnlySpan<byte> time) => (BitConverter.ToInt64(time) * 1_000_000_000) + BitConverter.ToUInt32(time[sizeof(long)..]);

    /// <summary>statx(2), links followed: device and inode, by which two names are the same file. Null where there is none or it cannot be looked at.</summary>
    public static FileIdentity? TryIdentify(string path)
    {
        Span<byte> status = stackalloc byte[StatxBytes];
        return NativeStatx(CurrentFolder, path, 0, StatxBasics, ref MemoryMarshal.GetReference(status)) == 0
            ? new FileIdentity(
                BitConverter.ToUInt32(status[StatxDeviceOffset..]),
                BitConverter.ToUInt32(status[(StatxDeviceOffset + sizeof(uint))..]),
                BitConverter.ToUInt64(status[StatxInodeOffset..]))
            : null;
    }

    /// <summary>
    /// open(2) of a file for reading, never through a link and never waiting for the other end of a pipe. Null where it is gone, not to be read by this
    /// user, or a link by now (ENOENT, EACCES, ELOOP).
    /// </summary>
    public static SafeFileHandle? TryOpenForReading(string path)
    {
        var descriptor = NativeOpen(path, NoFollowFlag | NonBlockingFlag | CloseOnExecFlag, 0);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno is Errno.NoEntry or Errno.NotDirectory or Errno.NoAccess or Errno.Loop ? null : throw PublishFailedException.FromErrno("read", path, errno);
    }

    /// <summary>
    /// renameat2(2) with RENAME_EXCHANGE: both names are there at every moment. False where this file system or kernel cannot (EINVAL, ENOSYS) or the
    /// second name is gone (ENOENT).
    /// </summary>
    public static bool TryExchange(string from, string to)
    {
        if (NativeRenameat2(CurrentFolder, from, CurrentFolder, to, ExchangeFlag) == 0)
        {
            return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        return errno is Errno.Invalid or Errno.NoSystemCall or Errno.NotSupported or Errno.NoEntry
            ? false
            : throw PublishFailedException.FromErrno("move a finished directory to", to, errno);
    }

    /// <summary>geteuid(2): the user as whom files are made.</summary>
    public static uint CurrentUser => NativeGeteuid();

    /// <summary>getpwuid_r(3): a user's name, from whatever the host's name service knows; null where it knows none. It returns its errno; ERANGE asks for a larger buffer.</summary>
    public static string? FindUserName(uint user)
    {
        for (var size = 4096; size <= LargestUserBuffer; size *= 4)
        {
            var buffer = new byte[size];
            var handle = GCHandle.Alloc(buffer, GCHandleType.Pinned);
            try
            {
                var errno = NativeGetpwuid(user, out var entry, handle.AddrOfPinnedObject(), size, out var found);
                if (errno != Errno.Range)
                {
                    return errno == 0 && found != 0 ? Marshal.PtrToStringUTF8(entry.Name) : null;
                }
            }
            finally
            {
                handle.Free();
            }
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeRenameat2(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint NativeGeteuid();

    // The buffer is pinned by the caller, since the entry points into it.
    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static partial int NativeGetpwuid(uint user, out UserEntry entry, nint buffer, nint size, out nint found);

    [StructLayout(LayoutKind.Sequential)]
    private struct UserEntry
    {
        public nint Name;
        public nint Password;
        public uint Id;
        public uint Group;
        public nint Comment;
        public nint Home;
        public nint Shell;
    }
}
