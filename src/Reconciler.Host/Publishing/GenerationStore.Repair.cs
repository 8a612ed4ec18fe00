using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;

namespace Reconciler.Host.Publishing;

public sealed partial class GenerationStore
{
    /// <summary>
    /// Makes the public links equal to the manifest's names, as <see cref="RederiveLinks"/> does, around whatever others have put in their place: that
    /// is left alone and returned.
    /// </summary>
    public ImmutableArray<ForeignNameFinding> RepairLinks(IReadOnlyCollection<ManifestEntry> entries)
    {
        if (!_root.IsServed)
        {
            return [];
        }

        var names = entries.Select(PublishedName.Of).ToList();
        var paths = names.Select(name => name.Path).ToHashSet(StringComparer.Ordinal);
        var foreign = _links.FindForeign(names);
        var taken = foreign.Select(finding => finding.Name).ToHashSet(StringComparer.Ordinal);
        _links.Unlink([.. _links.FindOwn().Where(name => !paths.Contains(name.Path))]);
        _links.Link(names.Where(name => !taken.Contains(name.Path) && !taken.Contains(name.Folder)));
        if (IsLiveTree)
        {
            _profiles.Rederive(names);
        }

        return foreign;
    }

    /// <summary>How the directories of this root are named.</summary>
    internal DirectoryNaming Naming => _naming;
}
