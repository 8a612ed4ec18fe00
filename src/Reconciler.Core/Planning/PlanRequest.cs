using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Planning;

/// <summary>What a plan is made of.</summary>
public sealed record PlanRequest
{
    /// <summary>What is published; null: nothing is.</summary>
    public required EffectiveFleet? From { get; init; }

    public required EffectiveFleet To { get; init; }

    /// <summary>The whole profile of a phone with an empty revision tag, by today's renderer; asked for where a phone's inputs differ. May be called by several threads at once.</summary>
    public required Func<EffectivePhone, EffectiveFleet, PhoneProfile> RenderProfile { get; init; }

    /// <summary>From <see cref="ArtifactChanges"/>; empty where only the meaning is asked for.</summary>
    public ImmutableArray<ArtifactChange> Artifacts { get; init; } = [];

    public CommitId? Base { get; init; }

    public CommitId? Head { get; init; }
}
