using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Drift;

/// <summary>Compares the public links of the served root with the manifest's names.</summary>
internal static class LinkInspector
{
    public static IEnumerable<DriftFinding> Inspect(PublishedRoot root, IReadOnlyCollection<ManifestEntry> entries)
    {
        var links = new PublicLinks(root);
        var names = entries.Select(PublishedName.Of).ToList();
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
