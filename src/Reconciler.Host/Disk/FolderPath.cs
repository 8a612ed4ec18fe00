namespace Reconciler.Host.Disk;

/// <summary>Paths compared by their names alone: nothing need be there, and no link is followed.</summary>
public static class FolderPath
{
    /// <summary>Whether <paramref name="path"/> is the directory or lies in it; both are full paths.</summary>
    public static bool IsIn(string path, string directory) => Ended(path).StartsWith(Ended(directory), StringComparison.Ordinal);

    private static string Ended(string path) => Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar;
}
