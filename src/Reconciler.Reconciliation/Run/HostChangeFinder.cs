using Reconciler.Core.Artifacts;
using Reconciler.Core.Planning;
using Reconciler.Core.Rendering;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>
/// Compares what this host would render of what is published with the published files themselves. Where the state was lost, nobody knows what is
/// published but the files: then it is the wanted commit that is compared with them.
/// </summary>
internal sealed class HostChangeFinder(ReconcileSetup setup)
{
    /// <summary>False, without rendering anything, where nothing on this host is other than at the last publishing.</summary>
    public bool MayDiffer(ReconcileState state) => state is { Published: not null, Site: { } site }
        ? state.HostInputs is not { } inputs || inputs != HostInputs.DigestOf(setup, site, state.HostSecrets)
        : Live().Count > 0;

    /// <summary>Null: files that are published stay as they are.</summary>
    /// <param name="state">What is published, and what it was rendered from.</param>
    /// <param name="today">The published fleet, or, where that is not known, the wanted one, as this host renders it.</param>
    public HostChange? Find(ReconcileState state, FleetRendering today)
    {
        var published = setup.Manifests.Load() ?? Manifest.Empty;
        var difference = PublishedDifference.Of(published, Live(), today);
        if (difference.IsEmpty)
        {
            return null;
        }

        var cause = HostChangeCause.Of(setup, state, today.Fleet);
        var profiles = difference.Changed.Where(a => a.Phone is not null).ToList();
        var removed = difference.Removed.Count(e => e.Phone is not null);
        return new HostChange
        {
            Hash = difference.Hash(setup.MasterKey.FingerprintKey.Span),
            Causes = cause.Sentences,
            AlwaysWaits = cause.AlwaysWaits,
            Passwords = cause.Passwords,
            Profiles = profiles.Count + removed,
            Removed = removed,
            Phones = published.Entries.Count(e => e.Phone is not null),
            Files = [.. difference.Changed.Where(a => a.Phone is null).Select(a => a.Path).Concat(difference.Removed.Where(e => e.Phone is null).Select(e => e.Path)).Order(StringComparer.Ordinal)],
            Elements = cause.ShowsElements ? ProfileElements.Changed(setup.Roots.Served, profiles) : [],
        };
    }

    private HashSet<ArtifactTarget> Live() =>
        [.. setup.Roots.All.Where(root => root.Root.Target != ArtifactTarget.Dhcp && root.CurrentGeneration is not null).Select(root => root.Root.Target)];
}
