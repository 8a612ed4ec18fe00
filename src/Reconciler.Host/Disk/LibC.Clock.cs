using System.Runtime.InteropServices;

namespace Reconciler.Host.Disk;

internal static partial class LibC
{
    private const int TimexBytes = 256;

    private const int ClockUnsynchronized = 5;

    private const int CoarseRealtime = 5;

    /// <summary>adjtimex(2) that changes nothing: whether the kernel's clock is kept by a time server. Null where it cannot be asked, whatever the errno.</summary>
    public static bool? IsClockSynchronized()
    {
        Span<byte> timex = stackalloc byte[TimexBytes];
        var state = NativeAdjtimex(ref MemoryMarshal.GetReference(timex));
        return state < 0 ? null : state != ClockUnsynchronized;
    }

    /// <summary>clock_gettime(2) of CLOCK_REALTIME_COARSE, in nanoseconds: the clock that file systems stamp by. It cannot fail for a clock that every kernel has.</summary>
    public static long FileClock()
    {
        _ = NativeClockGettime(CoarseRealtime, out var time);
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int NativeClockGettime(int clock, out TimeSpec time);

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int NativeAdjtimex(ref byte timex);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
