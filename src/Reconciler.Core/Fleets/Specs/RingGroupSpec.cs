using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>A number that rings several extensions.</summary>
public sealed record RingGroupSpec : Spec
{
    public required Located<ExtensionNumber> Number { get; init; }

    public required Located<string>? Name { get; init; }

    public required ImmutableArray<Located<string>> Ring { get; init; }

    public required RingStrategy Strategy { get; init; }

    /// <summary>In all; with <see cref="RingStrategy.InOrder"/> for each. Whole seconds; default 25.</summary>
    public required TimeSpan RingTime { get; init; }

    /// <summary>Where a call ends that nobody took.</summary>
    public required DestinationSpec Otherwise { get; init; }
}

/// <summary>How a group rings.</summary>
public enum RingStrategy
{
    All,
    InOrder,
}
