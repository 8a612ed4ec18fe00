using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

public sealed partial class GenerationStore
{
    /// <summary>
    /// Sets a foreign file, link or directory aside, so that the next run can publish under its name; a name that is published already is put back at once.
    /// </summary>
    /// <param name="name">Relative to the root, as in <see cref="ForeignNameFinding.Name"/>.</param>
    /// <param name="published">The published state.</param>
    /// <param name="stateDirectory">Where the original goes to, under <c>adopted</c>.</param>
    /// <param name="isFolderMeant">Whoever asks knows that the name is a directory, with all that is in it.</param>
    /// <returns>The path of the original now.</returns>
    /// <exception cref="NothingToAdoptException">The name is not possible, or no foreign file has it.</exception>
    public string Adopt(string name, IReadOnlyCollection<ManifestEntry> published, string stateDirectory, bool isFolderMeant = false)
    {
        var path = Path.Combine(_root.Directory, name);
        if (!PublishedName.IsPossible(name) || !FileTree.IsRealDirectory(Path.GetDirectoryName(path)!))
        {
            throw new NothingToAdoptException($"'{name}' is not a name that can be published under {_root.Directory}; give it as the message showed it.");
        }

        var target = LibC.ReadLink(path, out var exists);
        if (!exists)
        {
            throw new NothingToAdoptException($"There is nothing at {path}, so nothing has to be set aside.");
        }

        if (target is not null && _root.IsServed && PublishedName.IsOwnLink(name, target))
        {
            throw new NothingToAdoptException($"{path} is Reconciler's already.");
        }

        if (target is null && Directory.Exists(path))
        {
            RefuseFolder(name, path, published, isFolderMeant);
        }

        var aside = FreeName(Path.Combine(stateDirectory, "adopted"), name);
        if (!LibC.TryRename(path, aside))
        {
            FileTree.Copy(path, aside);
            LibC.SyncFileSystem(Path.GetDirectoryName(aside)!);
            FileTree.Delete(path);
        }

        LibC.SyncDirectory(Path.GetDirectoryName(aside)!);
        LibC.SyncDirectory(Path.GetDirectoryName(path)!);
        _links.Link(published.Select(PublishedName.Of).Where(own => own.Path == name));
        return aside;
    }

    /// <summary>One name more than was meant takes every phone's profile away.</summary>
    private static void RefuseFolder(string name, string path, IReadOnlyCollection<ManifestEntry> published, bool isFolderMeant)
    {
        var own = published.Count(entry => PublishedName.Of(entry).Path.StartsWith(name + "/", StringComparison.Ordinal));
        if (own > 0)
        {
            throw new NothingToAdoptException(string.Create(
                CultureInfo.InvariantCulture, $"{path} is the folder of {own} published {(own == 1 ? "file" : "files")}; give the one name that is in the way, as the message showed it."));
        }

        if (!isFolderMeant)
        {
            var count = Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories).Count();
            throw new NothingToAdoptException(string.Create(
                CultureInfo.InvariantCulture, $"{path} is a folder with {count} {(count == 1 ? "name" : "names")} in it; to set all of it aside, say `reconciler adopt --folder {name}`."));
        }
    }

    private static string FreeName(string directory, string name)
    {
        LibC.TryMakeDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, null);
        var flat = name.Replace('/', '_');
        var path = Path.Combine(directory, flat);
        for (var i = 2; LibC.ReadLink(path, out var exists) is not null || exists; i++)
        {
            path = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{flat}.{i}"));
        }

        return path;
    }
}
