using System.Collections.Immutable;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

/// <summary>The published names in the served root: a relative symbolic link each, in real directories that others may use too.</summary>
internal sealed class PublicLinks(PublishedRoot root)
{
    /// <summary>Everything of others that stands where one of these names is to be.</summary>
    public ImmutableArray<ForeignNameFinding> FindForeign(IEnumerable<PublishedName> names)
    {
        var findings = ImmutableArray.CreateBuilder<ForeignNameFinding>();
        var folders = new Dictionary<string, bool>();
        foreach (var name in names)
        {
            if (!folders.TryGetValue(name.Folder, out var usable))
            {
                usable = IsUsableFolder(name.Folder, findings);
                folders.Add(name.Folder, usable);
            }

            if (usable && LibC.ReadLink(PathOf(name), out var exists) is var target && exists && !IsOurs(name, target))
            {
                findings.Add(new ForeignNameFinding(name.Path, PathOf(name)));
            }
        }

        return findings.ToImmutable();
    }

    /// <summary>Makes the links that are missing, and syncs their directories. A foreign file that has come meanwhile is left alone, and is a failure.</summary>
    public int Link(IEnumerable<PublishedName> names)
    {
        var changed = new HashSet<string>();
        var foreign = ImmutableArray.CreateBuilder<ForeignNameFinding>();
        var count = 0;
        foreach (var folder in names.GroupBy(name => name.Folder))
        {
            RequireFolder(folder.Key, changed);
            foreach (var name in folder)
            {
                if (LibC.TrySymlink(name.LinkTarget, PathOf(name)))
                {
                    changed.Add(Path.Combine(root.Directory, name.Folder));
                    count++;
                }
                else if (LibC.ReadLink(PathOf(name), out _) is var target && !IsOurs(name, target))
                {
                    foreign.Add(new ForeignNameFinding(name.Path, PathOf(name)));
                }
                else if (target != name.LinkTarget)
                {
                    Replace(name);
                    changed.Add(Path.Combine(root.Directory, name.Folder));
                    count++;
                }
            }
        }

        Sync(changed);
        return foreign.Count == 0 ? count : throw PublishFailedException.FromForeignNames(foreign.ToImmutable());
    }

    /// <summary>Removes those of these links that are still ours.</summary>
    public int Unlink(IEnumerable<PublishedName> names)
    {
        var changed = new HashSet<string>();
        var count = 0;
        foreach (var name in names)
        {
            if (LibC.ReadLink(PathOf(name), out _) is { } target && PublishedName.IsOwnLink(name.Path, target))
            {
                LibC.TryUnlink(PathOf(name));
                changed.Add(Path.Combine(root.Directory, name.Folder));
                count++;
            }
        }

        Sync(changed);
        return count;
    }

    /// <summary>Every link under the root that we made, by its text alone.</summary>
    public IEnumerable<PublishedName> FindOwn() =>
        FindOwn("").Concat(FileTree.List(root.Directory).Where(IsFolder).SelectMany(FindOwn));

    private IEnumerable<PublishedName> FindOwn(string folder) =>
        from file in FileTree.List(Path.Combine(root.Directory, folder))
        let path = folder.Length == 0 ? file : $"{folder}/{file}"
        where PublishedName.IsPossible(path)
        let target = LibC.ReadLink(Path.Combine(root.Directory, path), out _)
        where target is not null && PublishedName.IsOwnLink(path, target)
        select PublishedName.Parse(path);

    private bool IsFolder(string name) => PublishedName.IsPossible(name) && FileTree.IsRealDirectory(Path.Combine(root.Directory, name));

    private bool IsUsableFolder(string folder, ImmutableArray<ForeignNameFinding>.Builder findings)
    {
        var path = Path.Combine(root.Directory, folder);
        if (folder.Length == 0 || FileTree.IsRealDirectory(path))
        {
            return true;
        }

        if (LibC.ReadLink(path, out var exists) is not null || exists)
        {
            findings.Add(new ForeignNameFinding(folder, path));
        }

        return false;
    }

    private void RequireFolder(string folder, HashSet<string> changed)
    {
        var path = Path.Combine(root.Directory, folder);
        if (folder.Length > 0 && !Directory.Exists(path))
        {
            changed.Add(root.Directory);
        }

        if (folder.Length > 0)
        {
            root.RequireDirectory(path, null);
        }
    }

    private static bool IsOurs(PublishedName name, string? target) => target is not null && PublishedName.IsOwnLink(name.Path, target);

    /// <summary>A link of ours into another bucket than the file's. Made where a sweep finds what a crash leaves of it.</summary>
    private void Replace(PublishedName name)
    {
        var link = TemporaryName.In(root.Home);
        if (!LibC.TrySymlink(name.LinkTarget, link))
        {
            throw PublishFailedException.FromErrno("create the link", link, Errno.Exists);
        }

        LibC.Rename(link, PathOf(name));
    }

    private string PathOf(PublishedName name) => Path.Combine(root.Directory, name.Path);

    private static void Sync(HashSet<string> directories)
    {
        foreach (var directory in directories)
        {
            LibC.SyncDirectory(directory);
        }
    }
}
