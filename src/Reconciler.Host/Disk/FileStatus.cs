using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

/// <summary>What kind of thing a name in a directory is.</summary>
internal enum FileKind
{
    Regular,
    Directory,
    Link,

    /// <summary>A socket, a pipe or a device.</summary>
    Special,
}

/// <summary>What a directory knows of a name itself, no link followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">The permissions.</param>
/// <param name="User">The owner's id.</param>
/// <param name="Group">The group's id.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Written">When its content was last written, in UTC.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStatus(FileKind Kind, UnixFileMode Mode, uint User, uint Group, long Size, DateTimeOffset Written);
