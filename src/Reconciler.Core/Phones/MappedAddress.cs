using System.Net;

namespace Reconciler.Core.Phones;

/// <summary>A caller by IPv4, whom a socket for both families shows as <c>::ffff:192.0.2.1</c>.</summary>
public static class MappedAddress
{
    /// <summary>The address that the caller calls his own.</summary>
    public static IPAddress Unmapped(this IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
