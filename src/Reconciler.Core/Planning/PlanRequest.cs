using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Planning;

/// <summary>The two states that a plan compares.</summary>
public sealed record PlanRequest
{
    private static readonly MaskedSecretSource Masked = new();

    /// <summary>The published fleet; null: nothing is published.</summary>
    public required EffectiveFleet? From { get; init; }

    public required EffectiveFleet To { get; init; }

    /// <summary>The whole profile of a phone with an empty revision tag; asked for where a phone's inputs differ. Unless given, today's renderer with secrets masked.</summary>
    public Func<EffectivePhone, PhoneProfile> RenderProfile { get; init; } = RenderMasked;

    /// <summary>Whether added phones list the parameters that the repository sets. A run that shows them to nobody saves the rendering; the hash is the same.</summary>
    public bool WithAddedParameters { get; init; } = true;

    /// <summary>From <see cref="ArtifactChanges"/>; empty where only the meaning is asked for.</summary>
    public ImmutableArray<ArtifactChange> Artifacts { get; init; } = [];

    public CommitId? Base { get; init; }

    public CommitId? Head { get; init; }

    private static PhoneProfile RenderMasked(EffectivePhone phone) => PhoneRenderer.Render(phone, Masked, revisionTag: "");
}
