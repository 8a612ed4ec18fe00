using System.Collections.Immutable;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Why this host renders otherwise than it did.</summary>
internal sealed record HostChangeCause
{
    public required ImmutableArray<string> Sentences { get; init; }

    /// <summary>False: values of the host's own secrets alone.</summary>
    public bool AlwaysWaits { get; init; } = true;

    public int Passwords { get; init; }

    /// <summary>Whether names of elements say more than that passwords change.</summary>
    public bool ShowsElements { get; init; } = true;
}
