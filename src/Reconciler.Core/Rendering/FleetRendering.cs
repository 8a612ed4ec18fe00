using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Rendering;

/// <summary>All artifacts of one effective fleet, not yet written, and the objects that Asterisk is to have.</summary>
public sealed record FleetRendering
{
    public required EffectiveFleet Fleet { get; init; }

    public required ImmutableArray<Artifact> Artifacts { get; init; }

    public required Lazy<AsteriskConfiguration> Asterisk { get; init; }

    /// <summary>The digests of all that the files depend on, for the next rendering; null: not all profiles are among them.</summary>
    public RenderedInputs? Inputs { get; init; }

    public ImmutableArray<Artifact> Of(ArtifactTarget target) => [.. Artifacts.Where(a => a.Target == target)];
}
