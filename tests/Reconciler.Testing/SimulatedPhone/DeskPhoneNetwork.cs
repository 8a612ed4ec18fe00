using System.Net;
using Reconciler.Testing.Networking;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>What a phone is plugged into.</summary>
public sealed record DeskPhoneNetwork
{
    /// <summary>The network's sockets.</summary>
    public SocketSource Sockets { get; init; } = SocketSources.Host;

    /// <summary>Gets the phone's address; where there is no DHCP, a fixed lease.</summary>
    public required Func<PhoneMemory, CancellationToken, Task<DhcpLease>> AcquireAsync { get; init; }

    /// <summary>A network without DHCP in which the phone has this address and, where given, knows this provisioning server.</summary>
    public static DeskPhoneNetwork Fixed(IPAddress address, string? provisioningServer = null) => new()
    {
        AcquireAsync = (_, _) => Task.FromResult(new DhcpLease { Address = address, TftpServerName = provisioningServer }),
    };

    /// <summary>A namespace with a DHCP server at the other end of the cable.</summary>
    public static DeskPhoneNetwork In(NetworkNamespace network, string interfaceName) => new()
    {
        Sockets = network.CreateSocket,
        AcquireAsync = (phone, cancellationToken) => new DhcpClient(network, interfaceName, phone.Identity).AcquireAsync(cancellationToken),
    };
}
