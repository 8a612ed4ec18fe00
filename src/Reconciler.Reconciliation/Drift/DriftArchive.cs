using System.Globalization;
using Reconciler.Host.Disk;

namespace Reconciler.Reconciliation.Drift;

/// <summary>
/// Keeps aside what somebody wrote by hand, before it is healed: <c>drift/TIME/TARGET/NAME</c> in the state directory, for its owner alone, since published
/// files hold secrets. No link is followed; of a link, its text is kept. Bounded, so that nobody fills the disk by it.
/// </summary>
internal sealed class DriftArchive(string directory, TimeProvider time)
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode DirectoryMode = FileMode | UnixFileMode.UserExecute;
    private const int MostFiles = 1000;
    private const long MostBytes = 32 << 20;
    private const int MostFolders = 10;
    private const int DeepestFolder = 8;
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private int _files;
    private long _bytes;
    private int _skipped;

    /// <summary>Where it is kept.</summary>
    public string Directory => directory;

    /// <summary>On the disk when this returns. How many were too many or too large to be kept.</summary>
    public int Keep(IReadOnlyCollection<DriftFinding> findings)
    {
        (_files, _bytes, _skipped) = (0, 0, 0);
        var kept = findings.Where(finding => finding.Keep is not null).ToList();
        if (kept.Count == 0)
        {
            return 0;
        }

        var folder = NewFolder();
        foreach (var finding in kept)
        {
            Copy(finding.Keep!, Path.Combine(folder, $"{finding.Target}".ToLowerInvariant(), finding.Name), 0);
        }

        LibC.SyncFileSystem(folder);
        Prune();
        return _skipped;
    }

    private string NewFolder()
    {
        MakeDirectories(directory);
        var name = time.GetUtcNow().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var path = Path.Combine(directory, name);
        for (var i = 2; !LibC.TryMakeDirectory(path, DirectoryMode, null); i++)
        {
            path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"));
        }

        return path;
    }

    private void Copy(string from, string to, int depth)
    {
        if (LibC.Status(from) is not { } status)
        {
            return;
        }

        if (status.Kind == FileKind.Directory && depth < DeepestFolder)
        {
            foreach (var name in FileTree.List(from))
            {
                Copy(Path.Combine(from, name), Path.Combine(to, name), depth + 1);
            }
        }
        else if (_files >= MostFiles || _bytes + status.Size > MostBytes || status.Kind is FileKind.Special or FileKind.Directory)
        {
            _skipped++;
        }
        else
        {
            Copy(from, to, status);
        }
    }

    private void Copy(string from, string to, FileStatus status)
    {
        MakeDirectories(Path.GetDirectoryName(to)!);
        using var file = LibC.CreateFile(to, FileMode, null);
        if (status.Kind == FileKind.Link)
        {
            LibC.Write(file, System.Text.Encoding.UTF8.GetBytes((LibC.ReadLink(from, out _) ?? "") + "\n"), to);
        }
        else if (LibC.TryOpenForReading(from) is { } source)
        {
            using (source)
            {
                CopyBytes(source, file, status.Size, to);
            }
        }

        _files++;
        _bytes += status.Size;
    }

    // No more than its size a moment ago: somebody may be appending to it.
    private static void CopyBytes(Microsoft.Win32.SafeHandles.SafeFileHandle from, Microsoft.Win32.SafeHandles.SafeFileHandle to, long size, string path)
    {
        var buffer = new byte[64 << 10];
        for (long offset = 0; offset < size;)
        {
            var read = RandomAccess.Read(from, buffer.AsSpan(0, (int)Math.Min(buffer.Length, size - offset)), offset);
            if (read == 0)
            {
                return;
            }

            LibC.Write(to, buffer.AsSpan(0, read), path);
            offset += read;
        }
    }

    private static void MakeDirectories(string path)
    {
        if (LibC.Status(path) is null)
        {
            MakeDirectories(Path.GetDirectoryName(path)!);
            LibC.TryMakeDirectory(path, DirectoryMode, null);
        }
    }

    private void Prune()
    {
        foreach (var name in FileTree.List(directory).Where(IsFolder).OrderDescending(StringComparer.Ordinal).Skip(MostFolders))
        {
            FileTree.Delete(Path.Combine(directory, name));
        }
    }

    private static bool IsFolder(string name) => DateTime.TryParseExact(
        name.Split('.')[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
