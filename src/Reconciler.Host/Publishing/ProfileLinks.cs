using System.Collections.Immutable;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>
/// The second link of each profile: a generation's <c>xml</c> is always <c>names/xml</c>, where <c>56/spa….xml</c> leads through <c>current</c> into the tree. So the
/// public links need not change with the tree's form, and no generation needs a link for each bucket. Which file is opened is decided by the last <c>current</c> alone.
/// </summary>
internal sealed class ProfileLinks(PublishedRoot root)
{
    // names/FOLDER/BUCKET/FILE
    private const int TreeDepth = 3;

    public static string TargetOf(PublishedName name)
    {
        var place = TreePlace.LeafOf(name.Phone!.Value);
        return $"../../../current/{TreeNode.LinkOf(name.Folder)}/{string.Join('/', place.Digits.AsEnumerable())}/{name.File}";
    }

    public string PathOf(PublishedName name) => Path.Combine(FolderOf(name), name.File);

    /// <summary>The directory of its link.</summary>
    public string FolderOf(PublishedName name) => Path.Combine(root.Names, name.Folder, $"{name.Bucket:x2}");

    /// <summary>Makes the links that are missing or lead elsewhere, and syncs their directories.</summary>
    public void Link(IEnumerable<PublishedName> names)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in names.Where(name => name.Phone is not null).GroupBy(name => (name.Folder, name.Bucket)))
        {
            var directory = FolderOf(folder.First());
            RequireFolders(directory, changed);
            foreach (var name in folder)
            {
                var path = Path.Combine(directory, name.File);
                if (LibC.TrySymlink(TargetOf(name), path))
                {
                    changed.Add(directory);
                }
                else if (LibC.ReadLink(path, out _) != TargetOf(name))
                {
                    Replace(name, path);
                    changed.Add(directory);
                }
            }
        }

        Sync(changed);
    }

    /// <summary>Removes those of these links that are there.</summary>
    public void Unlink(IEnumerable<PublishedName> names)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => name.Phone is not null && LibC.ReadLink(PathOf(name), out _) is not null))
        {
            LibC.TryUnlink(PathOf(name));
            changed.Add(FolderOf(name));
        }

        Sync(changed);
    }

    /// <summary>Just these links are there, whatever a crash or a hand left.</summary>
    public void Rederive(IReadOnlyCollection<PublishedName> names)
    {
        var expected = names.Where(name => name.Phone is not null).Select(PathOf).ToHashSet(StringComparer.Ordinal);
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Everything().Where(path => !expected.Contains(path)))
        {
            FileTree.Delete(path);
            changed.Add(Path.GetDirectoryName(path)!);
        }

        Sync(changed);
        Link(names);
    }

    /// <summary>Everything that stands where links of profiles do, by its path, and what is in the way of their directories.</summary>
    public ImmutableArray<string> Everything() => [.. Below(root.Names, TreeDepth)];

    /// <summary>The directories that the links of these names are in, from the top.</summary>
    public IEnumerable<string> Folders(IEnumerable<PublishedName> names) =>
        names.Select(FolderOf).Distinct(StringComparer.Ordinal).SelectMany(folder => new[] { Path.GetDirectoryName(folder)!, folder }).Prepend(root.Names).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Below(string directory, int depth) =>
        from name in FileTree.List(directory)
        let path = Path.Combine(directory, name)
        from found in depth > 1 && FileTree.IsRealDirectory(path) ? Below(path, depth - 1) : [path]
        select found;

    private void RequireFolders(string directory, HashSet<string> changed)
    {
        if (FileTree.IsRealDirectory(directory))
        {
            return;
        }

        var folder = Path.GetDirectoryName(directory)!;
        if (!FileTree.IsRealDirectory(folder))
        {
            root.RequireDirectory(root.Names, null);
            root.RequireDirectory(folder, null);
            changed.Add(root.Names);
        }

        root.RequireDirectory(directory, null);
        changed.Add(folder);
    }

    /// <summary>Made where a sweep finds what a crash leaves of it.</summary>
    private void Replace(PublishedName name, string path)
    {
        var link = TemporaryName.In(root.Home);
        if (!LibC.TrySymlink(TargetOf(name), link))
        {
            throw PublishFailedException.FromErrno("create the link", link, Errno.Exists);
        }

        LibC.Rename(link, path);
    }

    private void Sync(HashSet<string> directories) => Directories.Sync(directories, root.Home);
}
