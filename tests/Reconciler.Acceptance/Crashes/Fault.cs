using System.Globalization;

namespace Reconciler.Acceptance.Crashes;

/// <summary>What happens to a run as it enters a system call: it is killed, or the call fails.</summary>
/// <param name="Name">SIGKILL, or the error as errno(3) calls it.</param>
/// <param name="Calls">The system calls that can end so.</param>
internal sealed record Fault(string Name, IReadOnlyList<string> Calls)
{
    private static readonly string[] Making = ["openat", "mkdir", "link", "symlink", "rename", "renameat2"];
    private static readonly string[] Writing = ["write", "pwrite64", "ftruncate", "fsync", "syncfs"];
    private static readonly string[] Removing = ["unlink", "rmdir"];
    private static readonly string[] Marking = ["chmod", "fchmod", "utimensat"];

    public static Fault Kill { get; } = new("SIGKILL", [.. Making, .. Writing, .. Removing, .. Marking]);

    /// <summary>All that are tried, by name.</summary>
    public static IReadOnlyDictionary<string, Fault> ByName { get; } = new Fault[]
    {
        Kill,
        new("ENOSPC", [.. Making, .. Writing]),
        new("EDQUOT", [.. Making, .. Writing]),
        new("EROFS", [.. Making, .. Removing, .. Marking]),
        new("EIO", [.. Making, .. Writing, .. Removing]),
        new("EMFILE", ["openat"]),
    }.ToDictionary(fault => fault.Name, StringComparer.Ordinal);

    public bool Kills => this == Kill;

    /// <summary>How strace is told.</summary>
    public string Injection(DiskCall at) => string.Create(
        CultureInfo.InvariantCulture, $"inject={at.Call}:{(Kills ? "signal=SIGKILL" : $"error={Name}")}:when={at.Occurrence}");
}
