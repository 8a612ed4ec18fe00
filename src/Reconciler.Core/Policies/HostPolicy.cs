using System.Collections.Immutable;

namespace Reconciler.Core.Policies;

/// <summary>
/// The host's word over the repository's: what of the administrator's own a commit may use. Unless it is said here, a commit reaches no context that is not
/// the site's own, so that the right to push is not the right to use the trunk.
/// </summary>
public sealed record HostPolicy
{
    /// <summary>The policy where the agent's file says nothing.</summary>
    public static HostPolicy Default { get; } = new();

    /// <summary>Contexts that calling contexts of the site may include.</summary>
    public ImmutableSortedSet<string> Include { get; init; } = [];

    /// <summary>Contexts, at priority 1, or whole places (<c>ivr,s,1</c>) that a <c>goto</c> may name.</summary>
    public ImmutableSortedSet<string> Goto { get; init; } = [];

    /// <summary>Trunks' contexts that routes may add numbers to.</summary>
    public ImmutableSortedSet<string> Route { get; init; } = [];

    /// <summary>Names that the site may call its own contexts; null: any but those above.</summary>
    public ImmutableSortedSet<string>? Phones { get; init; }

    /// <summary>Options that <c>asterisk.endpoint</c> may set; null: all that Asterisk is known to have, but for those that lead past the dialplan.</summary>
    public ImmutableSortedSet<string>? EndpointOptions { get; init; }

    /// <summary>Elements that <c>parameters</c> and <c>unchecked</c> may set; null: all.</summary>
    public ImmutableSortedSet<string>? Parameters { get; init; }

    /// <summary>Equal for equal policies: lists are sorted.</summary>
    public override string ToString() => string.Join(" | ", new[] { Include, Goto, Route, Phones, EndpointOptions, Parameters }.Select(set => set is null ? "any" : string.Join(' ', set)));

    public bool Equals(HostPolicy? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
