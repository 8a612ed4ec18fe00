using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Fleets;

/// <summary>
/// The state to be served now: per phone, the commit whose resolved spec it gets. Outside a rollout that is one commit for all.
/// Everything after Resolve takes this, never a commit id.
/// </summary>
public sealed record EffectiveFleet
{
    private static readonly ConditionalWeakTable<Fleet, EffectiveFleet> Made = [];

    public required SiteSpec Site { get; init; }

    /// <summary>By MAC.</summary>
    public required ImmutableArray<EffectivePhone> Phones { get; init; }

    /// <summary>By number (ordinal).</summary>
    public required ImmutableArray<Extension> Extensions { get; init; }

    /// <summary>By number (ordinal).</summary>
    public required ImmutableArray<RingGroupSpec> Groups { get; init; }

    /// <summary>By context, then DID (ordinal).</summary>
    public required ImmutableArray<RouteSpec> Routes { get; init; }

    /// <summary>All phones at one commit; made once of each fleet.</summary>
    public static EffectiveFleet Of(Fleet fleet) => Made.GetValue(fleet, Make);

    private static EffectiveFleet Make(Fleet fleet) => new()
    {
        Site = fleet.Site,
        Phones = [.. fleet.Phones.Select(p => new EffectivePhone(p, fleet.Commit, fleet.Site))],
        Extensions = fleet.Extensions,
        Groups = fleet.Groups,
        Routes = fleet.Routes,
    };
}

/// <summary>A phone as one commit resolves it.</summary>
/// <param name="Phone">The phone.</param>
/// <param name="Commit">The commit; null for files as they are in a folder.</param>
/// <param name="Site">The site as of that commit: a phone that waits for its wave keeps it.</param>
public sealed record EffectivePhone(Phone Phone, CommitId? Commit, SiteSpec Site)
{
    /// <summary>True: while the master key is rotated in waves, it waits with the passwords of the key before.</summary>
    public bool HasPreviousKey { get; init; }
}
