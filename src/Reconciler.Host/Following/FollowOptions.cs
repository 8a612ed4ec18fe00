using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Host.Convergence;

namespace Reconciler.Host.Following;

/// <summary>How the phones of a site are followed: the agent's settings.</summary>
public sealed record FollowOptions
{
    public required ResyncMode Resync { get; init; }

    /// <summary>How many phones are told in a second, at most.</summary>
    public required double PerSecond { get; init; }

    /// <summary>How often the registrations are read while nothing happens.</summary>
    public required TimeSpan Refresh { get; init; }

    /// <summary>How long a registered phone may run another profile; null: worked out.</summary>
    public required TimeSpan? StaleAfter { get; init; }

    /// <summary>Where phones may be asked by http.</summary>
    public required PhoneNetworks Networks { get; init; }

    /// <summary>The firmware that a phone said it runs when it last fetched its profile; null: not known.</summary>
    public Func<MacAddress, string?> FetchedFirmware { get; init; } = _ => null;

    public ConvergencePolicy Policy => new(Resync != ResyncMode.None, StaleAfter);
}
