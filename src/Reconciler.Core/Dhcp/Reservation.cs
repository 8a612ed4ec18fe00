using Reconciler.Core.Fleets;

namespace Reconciler.Core.Dhcp;

/// <summary>An IPv4 address that one phone always gets.</summary>
internal sealed record Reservation(MacAddress Mac, string Address)
{
    /// <summary><c>00:25:84:06:11:56</c>, as DHCP servers write it.</summary>
    public string HardwareAddress => Mac.WithColons.ToLowerInvariant();

    /// <summary>Of all phones that name an address, by MAC.</summary>
    public static IEnumerable<Reservation> Of(EffectiveFleet fleet)
    {
        foreach (var phone in fleet.Phones.Select(p => p.Phone).OrderBy(p => p.Mac))
        {
            if (phone.Spec.Address is { } address)
            {
                yield return new Reservation(phone.Mac, address.Value);
            }
        }
    }
}
