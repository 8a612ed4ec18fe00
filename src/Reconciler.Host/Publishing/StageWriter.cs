using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>
/// Writes one attempt's files into directories of temporary names, then syncs them and moves them to their final names. Disposing it
/// removes what has not been moved. Files may be made, linked and written by several threads.
/// </summary>
internal sealed class StageWriter(PublishedRoot root, uint? group, Func<Artifact, byte[]>? render = null) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<(string From, string To, bool Replaces)> _moves = [];
    private readonly List<string> _unfinished = [];
    private int _rendered;
    private int _linked;
    private int _symlinks;
    private int _copied;

    public int Rendered => _rendered;

    public int Linked => _linked;

    public int Symlinks => _symlinks;

    public int Copied => _copied;

    /// <summary>A new directory in <paramref name="parent"/> that <see cref="Install"/> moves to the name that <see cref="MoveTo"/> gives it.</summary>
    public string NewDirectory(string parent)
    {
        var path = TemporaryName.In(parent);
        lock (_lock)
        {
            _unfinished.Add(path);
        }

        MakeDirectory(path);
        return path;
    }

    /// <summary>A directory inside one that is being made.</summary>
    public void MakeDirectory(string path)
    {
        if (!LibC.TryMakeDirectory(path, root.DirectoryMode, group))
        {
            throw PublishFailedException.FromErrno("create the directory", path, Errno.Exists);
        }
    }

    /// <summary>A symbolic link in a directory that is being made.</summary>
    public void Link(string target, string path)
    {
        if (!LibC.TrySymlink(target, path))
        {
            throw PublishFailedException.FromErrno("create the link", path, Errno.Exists);
        }

        Interlocked.Increment(ref _symlinks);
    }

    /// <param name="temporary">Where it was made.</param>
    /// <param name="final">Its name from <see cref="Install"/> on.</param>
    /// <param name="replaces">Something damaged may have that name, which is then removed.</param>
    public void MoveTo(string temporary, string final, bool replaces = false)
    {
        lock (_lock)
        {
            _moves.Add((temporary, final, replaces));
        }
    }

    /// <summary>Makes the artifact's bytes, and counts it.</summary>
    public byte[] Render(Artifact artifact)
    {
        Interlocked.Increment(ref _rendered);
        return render is null ? artifact.Render() : render(artifact);
    }

    public void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = LibC.CreateFile(path, root.FileMode, group);
        LibC.Write(file, bytes, path);
    }

    /// <summary>Puts an unchanged file into a new directory without making its bytes: by a hard link, or a checked copy. False: it has to be made.</summary>
    public bool TryReuse(string existing, string path, Digest content)
    {
        var errno = LibC.TryLink(existing, path);
        if (errno == 0)
        {
            Interlocked.Increment(ref _linked);
            return true;
        }

        if (errno == Errno.NoEntry || !FileTree.TryRead(existing, out var bytes) || FileTree.DigestOf(bytes) != content)
        {
            return false;
        }

        Write(path, bytes);
        Interlocked.Increment(ref _copied);
        return true;
    }

    /// <summary>All is on the disk before the first of it gets its final name, and all final names are before this returns.</summary>
    public void Install()
    {
        if (_moves.Count == 0)
        {
            return;
        }

        // One for all: each fsync of a file or directory would cost a journal commit of its own.
        LibC.SyncFileSystem(root.Home);
        foreach (var (from, to, replaces) in _moves)
        {
            Move(from, to, replaces);
        }

        foreach (var parent in _moves.Select(move => Path.GetDirectoryName(move.To)!).Distinct())
        {
            LibC.SyncDirectory(parent);
        }

        _moves.Clear();
    }

    /// <summary>Where something is to be replaced, whoever reads it finds the one or the other; what was replaced is removed with the unfinished.</summary>
    private void Move(string from, string to, bool replaces)
    {
        if (replaces && LibC.Status(to) is not null)
        {
            if (LibC.TryExchange(from, to))
            {
                return;
            }

            // On a file system that cannot exchange names, a phone that asks at this very moment has to ask again.
            var aside = TemporaryName.In(Path.GetDirectoryName(to)!);
            LibC.Rename(to, aside);
            _unfinished.Add(aside);
        }

        LibC.Rename(from, to);
        _unfinished.Remove(from);
    }

    public void Dispose() => _unfinished.ForEach(FileTree.DeleteDebris);
}
