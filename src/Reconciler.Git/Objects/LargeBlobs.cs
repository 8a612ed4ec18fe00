using System.Globalization;

namespace Reconciler.Git.Objects;

/// <summary>
/// The files that a mirror of a repository on this host leaves out, with their sizes: none can hold specs, and one alone may be larger than the memory. In a
/// fetch from a server they come within its pack, and stay on disk.
/// </summary>
internal sealed class LargeBlobs(string objectsDirectory)
{
    /// <summary>Above the limit of a spec file, so that firmware images beside the specs are left out as well.</summary>
    public const long Threshold = 8L << 20;

    private bool? _hasAny;

    private string Folder => Path.Combine(objectsDirectory, "info", "large");

    public void Add(string sha, long size)
    {
        Directory.CreateDirectory(Folder);
        _hasAny = true;
        File.WriteAllText(Path.Combine(Folder, sha), size.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Null: the blob was not left out.</summary>
    public long? SizeOf(string sha)
    {
        // Most mirrors have none, and a file for each blob is not to be looked for.
        if (!(_hasAny ??= Directory.Exists(Folder)))
        {
            return null;
        }

        var path = Path.Combine(Folder, sha);
        return File.Exists(path) && long.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
    }
}
