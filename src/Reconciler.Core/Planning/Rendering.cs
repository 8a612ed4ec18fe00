using System.Collections.Immutable;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Planning;

/// <summary>All artifacts of one effective fleet, not yet written, and the objects that Asterisk is to have.</summary>
public sealed record Rendering
{
    public required EffectiveFleet Fleet { get; init; }

    public required ImmutableArray<Artifact> Artifacts { get; init; }

    public required Lazy<AsteriskConfiguration> Asterisk { get; init; }

    public ImmutableArray<Artifact> Of(ArtifactTarget target) => [.. Artifacts.Where(a => a.Target == target)];
}
