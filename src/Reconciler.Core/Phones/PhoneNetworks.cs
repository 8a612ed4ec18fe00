using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Reconciler.Core.Phones;

/// <summary>
/// Where phones may be asked by http. Whoever can register chooses the address that he registers with, and with it whom this host asks, with a digest of the
/// administrator's password: so only addresses of the networks that phones stand in, and never one of this host, or that is no single device's.
/// </summary>
public sealed class PhoneNetworks
{
    private static readonly ImmutableArray<(IPNetwork Network, string Kind)> Never =
    [
        (IPNetwork.Parse("127.0.0.0/8"), "this host itself"),
        (IPNetwork.Parse("::1/128"), "this host itself"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
        (IPNetwork.Parse("0.0.0.0/8"), "no address of a device"),
        (IPNetwork.Parse("::/128"), "no address of a device"),
        (IPNetwork.Parse("240.0.0.0/4"), "no address of a device"),
        (IPNetwork.Parse("64:ff9b::/96"), "an address of another kind in disguise"),
        (IPNetwork.Parse("2002::/16"), "an address of another kind in disguise"),
        (IPNetwork.Parse("::/96"), "an address of another kind in disguise"),
    ];

    private readonly ImmutableArray<IPNetwork> _networks;
    private readonly bool _isAnywhere;

    public PhoneNetworks(ImmutableArray<IPNetwork> networks)
        : this(networks, isAnywhere: false)
    {
    }

    private PhoneNetworks(ImmutableArray<IPNetwork> networks, bool isAnywhere)
    {
        _networks = networks;
        _isAnywhere = isAnywhere;
    }

    /// <summary>The private networks of IPv4 (RFC 1918) and IPv6 (RFC 4193): those of a usual LAN.</summary>
    public static PhoneNetworks Private { get; } =
        new([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7")]);

    /// <summary>Loopback too: for tests, whose phones have no other network.</summary>
    internal static PhoneNetworks Anywhere { get; } = new([], isAnywhere: true);

    /// <summary>Takes a network as <c>192.168.2.0/24</c>; false, with the reason, for what is none or holds addresses that no phone can have.</summary>
    public static bool TryParse(string text, out IPNetwork network, out string why)
    {
        if (!IPNetwork.TryParse(text, out network) || !string.Equals(network.ToString(), text, StringComparison.OrdinalIgnoreCase))
        {
            why = "it is no network, such as 192.168.2.0/24 or fd00:1::/64, with the first address of the network";
            return false;
        }

        var first = network.BaseAddress;
        var kind = Never.FirstOrDefault(n => n.Network.Contains(first) && n.Network.BaseAddress.AddressFamily == first.AddressFamily).Kind;
        why = kind is null || network.PrefixLength == 0 ? "" : $"its addresses are never asked, each is {kind}";
        return why.Length == 0;
    }

    /// <summary>Why a phone that registered with this address is not asked; null: it may be.</summary>
    public string? Refusal(string address)
    {
        if (_isAnywhere)
        {
            return null;
        }

        // Only as addresses are usually written: 2130706433 and 0x7f.1 mean 127.0.0.1 to some.
        if (!IPAddress.TryParse(address, out var parsed)
            || (parsed.AddressFamily == AddressFamily.InterNetwork && !string.Equals(parsed.ToString(), address, StringComparison.Ordinal)))
        {
            return $"it registers with '{address}', which is no address";
        }

        var unmapped = parsed.Unmapped();
        var real = unmapped.AddressFamily == AddressFamily.InterNetworkV6 ? WithoutZone(unmapped) : unmapped;
        foreach (var (network, kind) in Never)
        {
            if (network.Contains(real))
            {
                return string.Create(CultureInfo.InvariantCulture, $"it registers with {address}, {kind}, and is not asked by http");
            }
        }

        return _networks.Any(n => n.Contains(real))
            ? null
            : $"its address {address} is in none of the phones.networks of the agent's file, so that it is not asked by http";
    }

    private static IPAddress WithoutZone(IPAddress address) => new(address.GetAddressBytes());
}
