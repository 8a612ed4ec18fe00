namespace Reconciler.Testing;

/// <summary>A folder of one test's own, removed with everything in it when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes the folder, below the system's temporary folder.</summary>
    public TemporaryFolder() => FullPath = Directory.CreateTempSubdirectory("reconciler-test-").FullName;

    /// <summary>The folder's absolute path.</summary>
    public string FullPath { get; }

    /// <summary>A path below the folder; nothing is made.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([FullPath, .. parts]);

    /// <summary>Writes a text file below the folder, with the folders it needs, and returns its absolute path.</summary>
    public string Write(string relativePath, string text)
    {
        var path = PathOf(relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Makes a folder below the folder and returns its absolute path.</summary>
    public string MakeFolder(string relativePath) => Directory.CreateDirectory(PathOf(relativePath)).FullName;

    /// <summary>Lets servers that run as another user enter the folder, which is its owner's alone at first.</summary>
    public void OpenToEveryone()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                FullPath,
                File.GetUnixFileMode(FullPath) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(FullPath))
        {
            Directory.Delete(FullPath, recursive: true);
        }
    }
}
