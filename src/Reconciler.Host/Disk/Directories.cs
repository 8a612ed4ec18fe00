namespace Reconciler.Host.Disk;

/// <summary>Directories whose names changed, brought to the disk.</summary>
internal static class Directories
{
    // Each fsync costs a journal commit, one syncfs waits for everybody's data: few are synced one by one, many together.
    private const int Few = 3;

    /// <param name="paths">The directories.</param>
    /// <param name="home">One on the same file system.</param>
    public static void Sync(IReadOnlyCollection<string> paths, string home)
    {
        if (paths.Count > Few)
        {
            LibC.SyncFileSystem(home);
            return;
        }

        foreach (var path in paths)
        {
            LibC.SyncDirectory(path);
        }
    }
}
