using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Reconciler.Git.Access;

/// <summary>System calls that .NET does not offer: for a child that another library has started, the real path of a folder, and files that a library has written.</summary>
internal static partial class GitNative
{
    /// <summary>waitpid's option: do not wait.</summary>
    public const int NoHang = 1;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>syncfs(2): everything on the file system that the file is on is on the disk; -1: an error.</summary>
    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    public static partial int SyncFileSystem(SafeFileHandle file);

    /// <summary>waitpid(2): the pid when it has been reaped, 0 when it still runs, -1 when it is no child (errno ECHILD: somebody else reaped it).</summary>
    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitPid(int pid, out int status, int options);

    /// <summary>kill(2): -1 when there is no such process (ESRCH), which is what was wanted.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Signal(int pid, int signal);

    /// <summary>realpath(3): the path without links, or as it is where it cannot be followed (ENOENT, EACCES, ELOOP).</summary>
    public static unsafe string RealPath(string path)
    {
        var resolved = RealPath(path, 0);
        if (resolved == 0)
        {
            return path;
        }

        try
        {
            return Marshal.PtrToStringUTF8(resolved)!;
        }
        finally
        {
            NativeMemory.Free((void*)resolved);
        }
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial nint RealPath(string path, nint buffer);
}
