using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Convergence;

/// <summary>Which registrations belong to which phone.</summary>
/// <param name="Of">By phone; a phone that is not registered is not in it.</param>
/// <param name="Unmanaged">Those that belong to no phone of the fleet.</param>
/// <param name="Oddities">Oddities, one sentence each, without a time or a count in it.</param>
internal sealed record ContactMatch(
    IReadOnlyDictionary<MacAddress, ImmutableArray<Contact>> Of, ImmutableArray<UnmanagedContact> Unmanaged, ImmutableArray<string> Oddities)
{
    public ImmutableArray<Contact> ContactsOf(MacAddress mac) => Of.GetValueOrDefault(mac, []);
}
