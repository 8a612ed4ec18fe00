using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>An extension and the phones that carry it.</summary>
/// <param name="Spec">As the repository has it.</param>
/// <param name="CallingContext">Where calls from its phones start.</param>
/// <param name="Phones">The phones that register it, by MAC; with more than one, all of them ring.</param>
public sealed record Extension(ExtensionSpec Spec, string CallingContext, ImmutableArray<MacAddress> Phones)
{
    public ExtensionNumber Number => Spec.Number.Value;

    /// <summary>The extension whose mailbox its message lamps follow, and the place that says so; null: its own, if it has one.</summary>
    public Located<string>? FollowedMailbox { get; init; }

    /// <summary>The number of the mailbox that its message lamps follow; null: none.</summary>
    public string? Mailbox => FollowedMailbox?.Value ?? (Spec.Voicemail is null ? null : Number.ToString());

    /// <summary>The caller ID name: the spec's, else the number.</summary>
    public string Name => Spec.Name?.Value ?? Number.ToString();
}
