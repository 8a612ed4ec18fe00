namespace Reconciler.Host.Disk;

/// <summary>errno(3) values, the same on every Linux architecture that .NET runs on, and what each means for a publication.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int WouldBlock = 11;
    public const int NoAccess = 13;
    public const int Exists = 17;
    public const int CrossDevice = 18;
    public const int NotDirectory = 20;
    public const int IsDirectory = 21;
    public const int Invalid = 22;
    public const int TooManyInSystem = 23;
    public const int TooManyOpen = 24;
    public const int NoSpace = 28;
    public const int ReadOnly = 30;
    public const int TooManyLinks = 31;
    public const int Range = 34;
    public const int NameTooLong = 36;
    public const int NoSystemCall = 38;
    public const int NotEmpty = 39;
    public const int Loop = 40;
    public const int NotSupported = 95;
    public const int OverQuota = 122;

    /// <summary>The fault and the way out, to follow "Cannot … PATH: ".</summary>
    public static string Explain(int errno) => errno switch
    {
        NotPermitted => "the file system or the file's owner does not permit it; let the agent's user own the directory.",
        NoEntry => "it or a directory on the way to it does not exist; create the directory, and see that nothing else cleans it up.",
        InputOutput => "the disk reports an input/output error; check it (dmesg names it) before the next run.",
        NoAccess => "permission is denied; give the agent's user write access to the directory.",
        Exists => "something else has that name; move it out of the way.",
        CrossDevice => "it is on another file system; keep the whole root on one.",
        NotDirectory => "something on the way to it is not a directory; move that out of the way.",
        IsDirectory => "a directory has that name; move it out of the way.",
        TooManyInSystem or TooManyOpen => "too many files are open; raise the limit (LimitNOFILE of the systemd unit).",
        NoSpace => "the disk is full; free some space (or inodes), and the next run publishes.",
        OverQuota => "the disk quota is used up; raise it or free some space.",
        ReadOnly => "the file system is read-only; mount it writable (dmesg says why, if the kernel did that).",
        TooManyLinks => "the file has too many links; remove some.",
        NameTooLong => "the name is too long; use a directory with a shorter path.",
        NotEmpty => "a directory that is not empty has that name; move it out of the way.",
        Loop => "a symbolic link stands where a real file or directory must be; replace it.",
        NotSupported or NoSystemCall => "this file system cannot do that; put the root on a local one (ext4, xfs, btrfs).",
        _ => $"the system says {System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}).",
    };
}
