using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Reconciler.Core.Digests;

namespace Reconciler.Host.Disk;

/// <summary>Directories as wholes: listed, removed, read, without following a link and without an exception that is not ours.</summary>
internal static class FileTree
{
    /// <summary>The names in a directory, ordinal; none when it is missing.</summary>
    public static IReadOnlyList<string> List(string directory)
    {
        try
        {
            var names = Directory.EnumerateFileSystemEntries(directory).Select(path => Path.GetFileName(path)).ToList();
            names.Sort(StringComparer.Ordinal);
            return names;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PublishFailedException.FromException("list", directory, exception);
        }
    }

    /// <summary>Removes a file, a link or a whole directory; a missing one is no failure.</summary>
    public static void Delete(string path)
    {
        if (LibC.TryUnlink(path))
        {
            return;
        }

        foreach (var name in List(path))
        {
            Delete(Path.Combine(path, name));
        }

        LibC.RemoveDirectory(path);
    }

    /// <summary>Removes what a failed attempt left, as far as that works: the failure itself is what is to be told, and a sweep comes by later.</summary>
    public static void DeleteDebris(string path)
    {
        try
        {
            Delete(path);
        }
        catch (PublishFailedException)
        {
            // The next sweep tries again and says why it cannot.
        }
    }

    /// <summary>Copies a file, a link as a link, or a whole directory, to a name that is free; the copy is the owner's alone.</summary>
    public static void Copy(string from, string to)
    {
        if (LibC.ReadLink(from, out _) is { } target)
        {
            LibC.TrySymlink(target, to);
        }
        else if (Directory.Exists(from))
        {
            LibC.TryMakeDirectory(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, null);
            foreach (var name in List(from))
            {
                Copy(Path.Combine(from, name), Path.Combine(to, name));
            }
        }
        else if (TryRead(from, out var bytes))
        {
            using var file = LibC.CreateFile(to, UnixFileMode.UserRead | UnixFileMode.UserWrite, null);
            LibC.Write(file, bytes, to);
        }
    }

    /// <summary>The bytes of a small file; false when it is missing.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out byte[]? bytes)
    {
        try
        {
            bytes = File.ReadAllBytes(path);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            bytes = null;
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PublishFailedException.FromException("read", path, exception);
        }
    }

    /// <summary>Whether a name is a directory and not a link to one.</summary>
    public static bool IsRealDirectory(string path) => Directory.Exists(path) && LibC.ReadLink(path, out _) is null;

    public static Digest DigestOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Digest.FromBytes(hash);
    }
}
