using System.Collections.Immutable;

namespace Reconciler.Host.Disk;

/// <summary>A root or the state directory could not be written, for a reason of the host. The message says what, where and what to do. Exit code 6.</summary>
public sealed class PublishFailedException : Exception
{
    public PublishFailedException(string message, string path, Exception? inner = null)
        : base(message, inner) => Path = path;

    private PublishFailedException(string message, string path, int errno, Exception? inner = null)
        : base(message, inner)
    {
        Path = path;
        ErrorNumber = errno;
    }

    /// <summary>The file or directory that it is about.</summary>
    public string Path { get; }

    /// <summary>The errno(3) of the call that failed; 0: none did.</summary>
    public int ErrorNumber { get; }

    /// <summary>Everything that has a name of ours without being ours, when that is the reason; else empty.</summary>
    public ImmutableArray<ForeignNameFinding> ForeignNames { get; private init; } = [];

    internal static PublishFailedException FromErrno(string action, string path, int errno) =>
        new(Sentence(action, path, errno), path, errno);

    /// <summary>A file was made, and could not be given to the group that the agent's file names.</summary>
    internal static PublishFailedException FromGroup(string path, string group, string user) => new(
        $"Cannot give {path} to the group '{group}': the agent's user '{user}' is not in it; add it (usermod --append --groups {group} {user}) and start the agent anew, or correct 'group' in the agent's file.",
        path,
        Errno.NotPermitted);

    /// <summary>A failure of a .NET file call, in the same words.</summary>
    internal static PublishFailedException FromException(string action, string path, Exception exception)
    {
        var errno = exception switch
        {
            UnauthorizedAccessException => Errno.NoAccess,
            FileNotFoundException or DirectoryNotFoundException => Errno.NoEntry,
            PathTooLongException => Errno.NameTooLong,
            _ => exception.HResult is > 0 and < 4096 ? exception.HResult : Errno.InputOutput,
        };
        return new PublishFailedException(Sentence(action, path, errno), path, errno, exception);
    }

    internal static PublishFailedException FromForeignNames(ImmutableArray<ForeignNameFinding> findings) =>
        new(
            findings.Length == 1
                ? findings[0].Message
                : $"{findings.Length} files that Reconciler did not make have names that it is to publish. {string.Join(' ', findings.Take(10).Select(f => f.Message))}",
            findings[0].Path)
        {
            ForeignNames = findings,
        };

    private static string Sentence(string action, string path, int errno) => $"Cannot {action} {path}: {Errno.Explain(errno)}";
}
