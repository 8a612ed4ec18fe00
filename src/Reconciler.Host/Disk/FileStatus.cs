using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

/// <summary>The kind of a directory's entry.</summary>
internal enum FileKind
{
    Regular,
    Directory,
    Link,

    /// <summary>A socket, a pipe or a device.</summary>
    Special,
}

/// <summary>The status of a directory's entry itself, no link followed.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Mode">The permissions.</param>
/// <param name="User">The owner's id.</param>
/// <param name="Group">The group's id.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Written">When its content was last written, in UTC.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStatus(FileKind Kind, UnixFileMode Mode, uint User, uint Group, long Size, DateTimeOffset Written)
{
    /// <summary>By this it is seen that nobody has touched it since.</summary>
    public FileStamp Stamp { get; init; }
}
