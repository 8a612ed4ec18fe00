namespace Reconciler.Host.Disk;

/// <summary>Small files that are replaced whole: after a crash there is the old text or the new one, and once written the new one stays.</summary>
public static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes beside, syncs, renames over and syncs the directory. A link of that name is replaced, not followed.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode = OwnerOnly)
    {
        ReplaceSoon(path, bytes, mode);
        LibC.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>The same for what may be the old text again after a crash of the host: whole as well, one sync less.</summary>
    public static void ReplaceSoon(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode = OwnerOnly)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = TemporaryName.In(directory);
        try
        {
            using (var file = LibC.CreateFile(temporary, mode, null))
            {
                LibC.Write(file, bytes, temporary);
                LibC.Sync(file, temporary);
            }

            LibC.Rename(temporary, path);
        }
        catch (PublishFailedException)
        {
            FileTree.DeleteDebris(temporary);
            throw;
        }
    }

    /// <summary>The same for what is worth nothing after a crash of the host, which may leave half of it; whoever reads sees the old text or the new one. Its mode is as the umask has it.</summary>
    public static void ReplaceUnsynced(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = TemporaryName.In(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            WriteNew(temporary, bytes);
            LibC.Rename(temporary, path);
        }
        catch (PublishFailedException)
        {
            FileTree.DeleteDebris(temporary);
            throw;
        }
    }

    private static void WriteNew(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PublishFailedException.FromException("write", path, exception);
        }
    }

    /// <summary>The bytes of a file; null when it is missing.</summary>
    public static byte[]? Read(string path) => FileTree.TryRead(path, out var bytes) ? bytes : null;

    /// <summary>Removes a file and syncs its directory; a missing one is no failure.</summary>
    public static void Remove(string path)
    {
        if (LibC.ReadLink(path, out var exists) is not null || exists)
        {
            LibC.TryUnlink(path);
            LibC.SyncDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
    }

    /// <summary>Removes what interrupted writes left in a directory. What a living process writes there at the moment stays.</summary>
    public static void RemoveDebris(string directory)
    {
        foreach (var name in FileTree.List(directory).Where(TemporaryName.IsAbandoned))
        {
            FileTree.DeleteDebris(Path.Combine(directory, name));
        }
    }
}
