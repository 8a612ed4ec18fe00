using Reconciler.Core.Artifacts;
using Reconciler.Core.Planning;
using Reconciler.Core.Rendering;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>
/// Compares what this host would render of what is published with the published files themselves. Where the state was lost, nobody knows what is
/// published but the files: then it is the wanted commit that is compared with them.
/// </summary>
internal sealed class HostChangeFinder(HostKeys keys, PublishedRoots roots, ManifestStore manifests, HostInputs inputs, HostChangeCauses causes)
{
    /// <summary>Null: files that are published stay as they are. Nothing is rendered where nothing on this host is other than at the last publishing.</summary>
    /// <param name="state">The published commit, and the inputs that it was rendered from.</param>
    /// <param name="today">The published fleet, or, where that is not known, the wanted one, as this host renders it.</param>
    /// <param name="files">The run's.</param>
    public HostChange? Find(ReconcileState state, FleetRendering today, RenderedFiles files)
    {
        if (!MayDiffer(state))
        {
            return null;
        }

        var published = manifests.Load() ?? Manifest.Empty;
        var difference = PublishedDifference.Of(published, Live(), today, files);
        if (difference.IsEmpty)
        {
            return null;
        }

        var cause = causes.Of(state, today.Fleet);
        var profiles = difference.Changed.Where(a => a.Phone is not null).ToList();
        var removed = difference.Removed.Count(e => e.Phone is not null);
        return new HostChange
        {
            Hash = difference.Hash(keys.Master.FingerprintKey.Span),
            Causes = cause.Sentences,
            AlwaysWaits = cause.AlwaysWaits,
            Passwords = cause.Passwords,
            Profiles = profiles.Count + removed,
            Removed = removed,
            Phones = published.Entries.Count(e => e.Phone is not null),
            Files = [.. difference.Changed.Where(a => a.Phone is null).Select(a => a.Path).Concat(difference.Removed.Where(e => e.Phone is null).Select(e => e.Path)).Order(StringComparer.Ordinal)],
            Elements = cause.ShowsElements ? ProfileElements.Changed(roots.Served, profiles, files, keys.Secrets(today.Fleet.Site.Name.Value)) : [],
        };
    }

    public bool MayDiffer(ReconcileState state) => state is { Published: not null, Site: { } site }
        ? state.HostInputs is not { } before || before != inputs.DigestOf(site, state.HostSecrets)
        : Live().Count > 0;

    private HashSet<ArtifactTarget> Live() =>
        [.. roots.All.Where(root => root.Root.Target != ArtifactTarget.Dhcp && root.CurrentGeneration is not null).Select(root => root.Root.Target)];
}
