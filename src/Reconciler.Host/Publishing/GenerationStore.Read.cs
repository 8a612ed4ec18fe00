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
}
