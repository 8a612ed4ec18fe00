namespace Reconciler.Host.Disk;

/// <summary>Tells files from what only looks like one in a folder: opening a FIFO waits for a writer, and a device may never end.</summary>
public static class PlainFile
{
    /// <summary>False for links, FIFOs, sockets and devices, and where there is nothing.</summary>
    public static bool IsAt(string path) => LibC.IsRegularFile(path);
}
