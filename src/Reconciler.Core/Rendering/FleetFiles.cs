using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Rendering;

/// <summary>
/// The files of two fleets, compared without key and manifests. The profile of a phone that both make of the same documents is the same, so that only the
/// other phones' are looked at: the cost follows the change.
/// </summary>
public sealed class FleetFiles
{
    private readonly EffectiveFleet? _from;
    private readonly EffectiveFleet _to;
    private readonly HashSet<MacAddress> _same;

    /// <param name="from">The published fleet; null: nothing is published.</param>
    /// <param name="to">The fleet to come.</param>
    public FleetFiles(EffectiveFleet? from, EffectiveFleet to)
    {
        ArgumentNullException.ThrowIfNull(to);
        _from = from;
        _to = to;
        _same = from is null || from.Site.Digest != to.Site.Digest ? [] : Same(from, to);
    }

    /// <summary>The files that differ. Secrets are masked, and files that another value would change are known to change.</summary>
    public ImmutableArray<ArtifactChange> Changes() => ArtifactChanges.Between(Of(_from, Comparable), Of(_to, Comparable));

    /// <summary>The difference in each of these files, secrets masked.</summary>
    public ImmutableArray<ArtifactDiff> Diffs(ImmutableArray<ArtifactChange> changes) => ArtifactDiff.Between(changes, Of(_from, Masked), Of(_to, Masked));

    private static HashSet<MacAddress> Same(EffectiveFleet from, EffectiveFleet to)
    {
        var before = from.Phones.ToDictionary(p => p.Phone.Mac, p => p.Phone.InputDigest);
        return [.. to.Phones.Where(p => before.TryGetValue(p.Phone.Mac, out var inputs) && inputs == p.Phone.InputDigest).Select(p => p.Phone.Mac)];
    }

    private ImmutableArray<Artifact> Of(EffectiveFleet? fleet, Func<EffectiveFleet, ISecretSource> secrets) =>
        fleet is null ? [] : new FleetRenderer(secrets(fleet)) { WithoutProfilesOf = _same }.Render(fleet).Artifacts;

    private static ISecretSource Comparable(EffectiveFleet fleet) => new ComparableSecretSource(fleet.Site.Name.Value);

    private static ISecretSource Masked(EffectiveFleet fleet) => new MaskedSecretSource();
}
