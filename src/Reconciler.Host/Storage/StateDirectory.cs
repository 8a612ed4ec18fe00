using Reconciler.Host.Disk;

namespace Reconciler.Host.Storage;

/// <summary>The state as files of a directory, a file an entry, for their owner alone.</summary>
/// <param name="directory">Its path.</param>
public sealed class StateDirectory(string directory) : IStateStorage
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Whoever may enter the state directory may see which requests wait: as the umask has it.
    private const string OpenFolder = "control";

    public string Locate(string name) => Path.Combine(directory, name);

    public byte[]? Read(string name) => DurableFile.Read(Locate(name));

    public bool Has(string name) => File.Exists(Locate(name));

    public EntryStatus? StatusOf(string name)
    {
        try
        {
            return LibC.Status(Locate(name)) is { Kind: FileKind.Regular, Stamp: var stamp }
                ? new EntryStatus(
                    new EntryVersion(new UInt128(stamp.Device, stamp.Inode), new UInt128(unchecked((ulong)stamp.Written), unchecked((ulong)stamp.Changed))),
                    stamp.Size,
                    DateTimeOffset.UnixEpoch.AddTicks(stamp.Written / TimeSpan.NanosecondsPerTick),
                    stamp.IsSettled(LibC.FileClock()))
                : null;
        }
        catch (PublishFailedException)
        {
            return null;
        }
    }

    public IReadOnlyList<string> List(string folder)
    {
        var path = Locate(folder);
        try
        {
            return Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PublishFailedException.FromException("list", path, exception);
        }
    }

    public void Replace(string name, ReadOnlySpan<byte> bytes, Durability durability)
    {
        if (FolderOf(name) is { Length: > 0 } folder)
        {
            MakeFolder(folder);
        }

        switch (durability)
        {
            case Durability.Now:
                DurableFile.Replace(Locate(name), bytes);
                break;
            case Durability.Soon:
                DurableFile.ReplaceSoon(Locate(name), bytes);
                break;
            default:
                DurableFile.ReplaceUnsynced(Locate(name), bytes);
                break;
        }
    }

    public void Add(string folder, IEnumerable<KeyValuePair<string, byte[]>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        MakeFolder(folder);
        var wrote = false;
        foreach (var (name, bytes) in entries)
        {
            var path = Path.Combine(Locate(folder), name);
            LibC.TryUnlink(path);
            using var file = LibC.CreateFile(path, OwnerOnly, null);
            LibC.Write(file, bytes, path);
            wrote = true;
        }

        if (wrote)
        {
            LibC.SyncFileSystem(Locate(folder));
        }
    }

    public void Remove(string name, Durability durability)
    {
        if (durability == Durability.Now)
        {
            DurableFile.Remove(Locate(name));
        }
        else
        {
            LibC.TryUnlink(Locate(name));
        }
    }

    public void SetAside(string name) => LibC.Rename(Locate(name), Locate(name) + ".broken");

    public void RemoveDebris(string folder)
    {
        if (Directory.Exists(Locate(folder)))
        {
            DurableFile.RemoveDebris(Locate(folder));
        }
    }

    public async Task<IDisposable?> TryLockAsync(string name, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        MakeFolder(FolderOf(name));
        return await FileLock.TryAcquireAsync(Locate(name), pause, time, cancellationToken);
    }

    private static string FolderOf(string name) => Path.GetDirectoryName(name) ?? "";

    private void MakeFolder(string folder)
    {
        var path = Locate(folder);
        try
        {
            if (folder == OpenFolder)
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw PublishFailedException.FromException("create the directory", path, exception);
        }
    }
}
