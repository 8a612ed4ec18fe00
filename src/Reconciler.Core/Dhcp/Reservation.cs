using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Dhcp;

/// <summary>One phone as a DHCP server knows it by its MAC address.</summary>
/// <param name="Mac">The phone.</param>
/// <param name="Address">The IPv4 address that it always gets; null: any.</param>
/// <param name="Tag">The class that it belongs to, where it does not say so itself; null: it does.</param>
internal sealed record Reservation(MacAddress Mac, string? Address, string? Tag)
{
    /// <summary><c>00:25:84:06:11:56</c>, as DHCP servers write it.</summary>
    public string HardwareAddress => Mac.WithColons.ToLowerInvariant();

    /// <summary>Of all phones of which there is something to know, by MAC.</summary>
    public static IEnumerable<Reservation> Of(EffectiveFleet fleet, ImmutableArray<ProvisioningOptions> options)
    {
        foreach (var phone in fleet.Phones.Select(p => p.Phone).OrderBy(p => p.Mac))
        {
            var tag = DeviceFamilies.Of(phone.Model).DhcpClassOf(phone.Model) is { VendorClass: null } device && options.Any(o => o.Class == device) ? device.Tag : null;
            if (phone.Spec.Address is not null || tag is not null)
            {
                yield return new Reservation(phone.Mac, phone.Spec.Address?.Value, tag);
            }
        }
    }
}
