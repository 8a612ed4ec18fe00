using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>An inbound number (DID) from a trunk's context.</summary>
public sealed record RouteSpec : Spec
{
    /// <summary>Digits, with a leading + or without, or <c>s</c>.</summary>
    public required Located<string> Did { get; init; }

    /// <summary>The trunk's context.</summary>
    public required Located<string> Context { get; init; }

    /// <summary>Extensions, or one group.</summary>
    public required ImmutableArray<Located<string>> Ring { get; init; }

    /// <summary>Whole seconds; default 25.</summary>
    public required TimeSpan RingTime { get; init; }

    /// <summary>Flags of Dial that take no argument; default <c>rt</c>.</summary>
    public required Located<string> RingOptions { get; init; }

    public required DestinationSpec Otherwise { get; init; }
}
