using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Planning;

/// <summary>A phone that comes, changes, goes, or takes another's place.</summary>
public sealed record PhoneChange
{
    public required MacAddress Mac { get; init; }

    public required PhoneModel Model { get; init; }

    public required PlanVerb Verb { get; init; }

    /// <summary>With <see cref="PlanVerb.Replace"/>, the phone that goes; else null.</summary>
    public MacAddress? Replaces { get; init; }

    /// <summary>The spec's description, for people; null: none. Not part of the plan's hash.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// Parameters of the profile, and <c>address</c> and <c>model</c>, sorted by name. Of an added phone, those that the repository sets, if they
    /// were asked for (<see cref="PlanRequest.WithAddedParameters"/>); of one that goes, none.
    /// </summary>
    public ImmutableArray<ValueChange> Changes { get; init; } = [];

    /// <summary>Effects for the people at the phone.</summary>
    public ImmutableArray<PhoneEffect> Effects { get; init; } = [];

    /// <summary>Of an added phone, the digest of all documents that it is made of: its place in the plan's hash; else null.</summary>
    internal Digest? Inputs { get; init; }
}

/// <summary>An effect of a change on a phone.</summary>
public enum PhoneEffect
{
    /// <summary>It is told to fetch its profile.</summary>
    Resync,

    /// <summary>A line of it is set up anew, so that it registers again.</summary>
    Reregister,

    /// <summary>It may restart when it has.</summary>
    Reboot,

    /// <summary>A secret of it is rotated without keeping the previous one: it cannot call until it has the new profile.</summary>
    CannotCallUntilResync,
}
