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
    /// <returns>The path of the original now.</returns>
    /// <exception cref="NothingToAdoptException">The name is not possible, or no foreign file has it.</exception>
    public string Adopt(string name, IEnumerable<ManifestEntry> published, string stateDirectory)
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
