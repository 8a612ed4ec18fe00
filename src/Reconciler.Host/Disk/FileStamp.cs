using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

/// <summary>
/// Which file it is and when it was last changed. The kernel sets the time of the last change of anything by its own clock, and nobody can set it back: a
/// file of the same stamp has the same content, mode and owner, unless it was changed again within one tick of that clock.
/// </summary>
/// <param name="Device">Where it lies.</param>
/// <param name="Inode">Which it is there.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Written">When its content was written, in nanoseconds since 1970; whoever may write it can set that.</param>
/// <param name="Changed">When anything of it was changed, likewise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStamp(ulong Device, ulong Inode, long Size, long Written, long Changed)
{
    // Its clock ticks each 10 ms at the slowest; a file server's may lag behind this host's besides.
    private const long Tick = 60_000_000_000;

    /// <summary>Whether a change from now on shows in the stamp.</summary>
    /// <param name="now">The clock that the kernel stamps by, in nanoseconds since 1970.</param>
    public bool IsSettled(long now) => now - Changed > Tick;
}
