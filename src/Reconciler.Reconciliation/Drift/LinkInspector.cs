using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Drift;

/// <summary>Compares the public links of the served root with the manifest's names.</summary>
internal static class LinkInspector
{
    /// <summary>Folders whose stamps are those of the last time are not looked into: a link is changed by making another, which changes its folder.</summary>
    public static IReadOnlyList<DriftFinding> Inspect(GenerationStore store, IReadOnlyCollection<ManifestEntry> entries, DriftSeals seals)
    {
        var root = store.Root;
        var names = entries.Select(PublishedName.Of).ToList();
        List<PublishedName> profiles = store.IsLiveTree ? [.. names.Where(name => name.Phone is not null)] : [];
        List<(FileStamp Stamp, Digest Names)> folders = [.. Stamps(root, names), .. ProfileStamps(root, profiles)];
        if (folders.TrueForAll(folder => seals.Holds(folder.Stamp, folder.Names)))
        {
            return [];
        }

        List<DriftFinding> findings = [.. Find(root, names), .. FindProfiles(root, profiles)];
        if (findings.Count == 0)
        {
            folders.ForEach(folder => seals.Add(folder.Stamp, folder.Names));
        }

        return findings;
    }

    /// <summary>The root and each folder in it, with a digest of the links that are to be there.</summary>
    private static List<(FileStamp Stamp, Digest Names)> Stamps(PublishedRoot root, List<PublishedName> names)
    {
        var expected = names.ToLookup(name => name.Folder, StringComparer.Ordinal);
        var folders = FileTree.List(root.Directory).Where(name => LibC.Status(Path.Combine(root.Directory, name)) is { Kind: not FileKind.Regular })
            .Concat(expected.Select(folder => folder.Key)).Append("").Distinct(StringComparer.Ordinal);
        return [.. folders.Where(PublishedFolder).Select(folder => (LibC.Status(Path.Combine(root.Directory, folder))?.Stamp ?? default, DigestOf(folder, expected[folder])))];
    }

    private static IEnumerable<(FileStamp Stamp, Digest Names)> ProfileStamps(PublishedRoot root, List<PublishedName> names)
    {
        var links = new ProfileLinks(root);
        var expected = names.ToLookup(links.FolderOf, StringComparer.Ordinal);
        return names.Count == 0 ? [] : links.Folders(names).Select(folder => (LibC.Status(folder)?.Stamp ?? default, DigestOf(folder, expected[folder])));
    }

    /// <summary>The second links, by which generations find their profiles. They are told of by the names that phones use.</summary>
    private static IEnumerable<DriftFinding> FindProfiles(PublishedRoot root, List<PublishedName> names)
    {
        var links = new ProfileLinks(root);
        foreach (var name in names)
        {
            if (LibC.ReadLink(links.PathOf(name), out _) != ProfileLinks.TargetOf(name))
            {
                yield return Finding(Path.Combine(root.Directory, name.Path), $"its link {links.PathOf(name)} is missing or leads elsewhere", LibC.Status(links.FolderOf(name)));
            }
        }

        if (names.Count > 0)
        {
            var expected = names.Select(links.PathOf).ToHashSet(StringComparer.Ordinal);
            foreach (var path in links.Everything().Where(path => !expected.Contains(path)))
            {
                yield return Added(root, path);
            }
        }
    }

    private static DriftFinding Added(PublishedRoot root, string path)
    {
        var (name, status) = (Path.GetRelativePath(root.Names, path), LibC.Status(path));
        var shown = string.Concat(Path.Combine(root.Current, name).Select(c => char.IsControl(c) ? '?' : c));
        return new DriftFinding(DriftKind.Link, ArtifactTarget.Served, shown, $"{shown} is not as it was published: it was added{ChangedBy.Of(status)}.") { Name = name, Keep = path };
    }

    private static bool PublishedFolder(string name) => name.Length == 0 || PublishedName.IsPossible(name);

    private static Digest DigestOf(string folder, IEnumerable<PublishedName> names)
    {
        using var builder = new DigestBuilder();
        builder.Add("links").Add(folder);
        foreach (var name in names)
        {
            builder.Add(name.Path).Add(name.Bucket ?? -1);
        }

        return builder.Build();
    }

    private static IEnumerable<DriftFinding> Find(PublishedRoot root, List<PublishedName> names)
    {
        var links = new PublicLinks(root);
        var foreign = links.FindForeign(names);
        var taken = foreign.Select(finding => finding.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !taken.Contains(name.Path) && !taken.Contains(name.Folder)))
        {
            var path = Path.Combine(root.Directory, name.Path);
            if (LibC.ReadLink(path, out _) is not { } target)
            {
                yield return Finding(path, "its link is missing", LibC.Status(Path.GetDirectoryName(path)!));
            }
            else if (target != name.LinkTarget)
            {
                yield return Finding(path, "its link leads elsewhere", LibC.Status(path));
            }
        }

        var paths = names.Select(name => name.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var name in links.FindOwn().Where(name => !paths.Contains(name.Path)))
        {
            var path = Path.Combine(root.Directory, name.Path);
            yield return Finding(path, "it is a link to nothing that was published", LibC.Status(path));
        }

        foreach (var finding in foreign)
        {
            yield return DriftFinding.Of(finding);
        }
    }

    private static DriftFinding Finding(string path, string what, FileStatus? status) =>
        new(DriftKind.Link, ArtifactTarget.Served, path, $"{path} is not as it was published: {what}{ChangedBy.Of(status)}.");
}
