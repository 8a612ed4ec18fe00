using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Fleets;

/// <summary>All specs of one commit, parsed, validated and resolved. Immutable.</summary>
public sealed record Fleet
{
    /// <summary>The commit it was read from; null for files as they are in a folder.</summary>
    public required CommitId? Commit { get; init; }

    public required SiteSpec Site { get; init; }

    /// <summary>By MAC.</summary>
    public required ImmutableArray<Phone> Phones { get; init; }

    /// <summary>By number (ordinal).</summary>
    public required ImmutableArray<Extension> Extensions { get; init; }

    /// <summary>By number (ordinal).</summary>
    public required ImmutableArray<RingGroupSpec> Groups { get; init; }

    /// <summary>By context, then DID (ordinal).</summary>
    public required ImmutableArray<RouteSpec> Routes { get; init; }
}
