using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Planning;

/// <summary>
/// The plan between two fleets with secrets as references: the same in CI and on the host, so that a hash approved in one place holds in the
/// other. Pure: no key, no network.
/// </summary>
public static class MaskedPlan
{
    private static readonly MaskedSecretSource Masked = new();

    /// <summary>With the files that differ, by today's renderer on both sides.</summary>
    public static Plan WithArtifacts(EffectiveFleet? from, EffectiveFleet to, CommitId? @base, CommitId? head)
    {
        var renderer = new FleetRenderer(Masked);
        ImmutableArray<Artifact> before = from is null ? [] : renderer.Render(from).Artifacts;
        return Create(from, to, @base, head, ArtifactChanges.Between(before, renderer.Render(to).Artifacts));
    }

    /// <summary>The meaning alone: what the guard judges and the hash covers.</summary>
    public static Plan Of(EffectiveFleet? from, EffectiveFleet to, CommitId? @base, CommitId? head) => Create(from, to, @base, head, []);

    private static Plan Create(EffectiveFleet? from, EffectiveFleet to, CommitId? @base, CommitId? head, ImmutableArray<ArtifactChange> artifacts)
    {
        var phones = new PhoneRenderer();
        return Planner.Create(new PlanRequest
        {
            From = from,
            To = to,
            RenderProfile = (phone, fleet) => phones.Render(phone, fleet, Masked, ""),
            Artifacts = artifacts,
            Base = @base,
            Head = head,
        });
    }
}
