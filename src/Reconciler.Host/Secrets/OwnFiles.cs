using Reconciler.Host.Disk;

namespace Reconciler.Host.Secrets;

/// <summary>
/// The agent's own keys and passwords, which no spec may take for a secret of a phone: it would be published. They are known by what they are, so that
/// another name, a hard link or a link does not hide them.
/// </summary>
/// <param name="files">Files that the agent's file names.</param>
/// <param name="directories">Directories that are the agent's alone, with all that is in them.</param>
public sealed class OwnFiles(IReadOnlyList<string> files, IReadOnlyList<string> directories)
{
    public static OwnFiles None { get; } = new([], []);

    /// <summary>Whether that path is one of them.</summary>
    internal bool Contain(string path)
    {
        if (LibC.TryIdentify(path) is not { } identity)
        {
            return false;
        }

        return files.Any(file => LibC.TryIdentify(file) == identity) || Ancestors(path).Any(folder => directories.Any(own => LibC.TryIdentify(own) == folder));
    }

    private static IEnumerable<FileIdentity> Ancestors(string path)
    {
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (LibC.TryIdentify(folder) is { } identity)
            {
                yield return identity;
            }
        }
    }
}
