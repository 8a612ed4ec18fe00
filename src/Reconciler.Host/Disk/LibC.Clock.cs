using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

internal static partial class LibC
{
    private const int TimexBytes = 256;

    private const int ClockUnsynchronized = 5;

    /// <summary>adjtimex(2) that changes nothing: whether the kernel's clock is kept by a time server. Null where it cannot be asked, whatever the errno.</summary>
    public static bool? IsClockSynchronized()
    {
        Span<byte> timex = stackalloc byte[TimexBytes];
        var state = NativeAdjtimex(ref MemoryMarshal.GetReference(timex));
        return state < 0 ? null : state != ClockUnsynchronized;
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int NativeAdjtimex(ref byte timex);
}
