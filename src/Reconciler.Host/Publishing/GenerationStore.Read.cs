using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

public sealed partial class GenerationStore
{
    /// <summary>
    /// Opens a published file of the live generation by its name; null for any other name, also where somebody else's file lies there. A reader
    /// keeps what it opened, whatever is switched meanwhile.
    /// </summary>
    public FileStream? OpenPublished(string name)
    {
        var path = Path.Combine(_root.Directory, name);
        if (!PublishedName.IsPossible(name) || LibC.ReadLink(path, out _) is not { } target || !PublishedName.IsOwnLink(name, target))
        {
            return null;
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a published file; null where <see cref="OpenPublished"/> finds none.</summary>
    public byte[]? ReadPublished(string name)
    {
        using var file = OpenPublished(name);
        if (file is null)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
