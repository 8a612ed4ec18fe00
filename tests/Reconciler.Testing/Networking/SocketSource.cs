using System.Net.Sockets;

namespace Reconciler.Testing.Networking;

/// <summary>Makes an unbound IPv4 socket of that type (datagram or stream) in the network that the phone is plugged into.</summary>
public delegate Socket SocketSource(SocketType type);

/// <summary>The socket sources that need no preparation.</summary>
public static class SocketSources
{
    /// <summary>The test's own network; phones on it use loopback addresses.</summary>
    public static Socket Host(SocketType type) =>
        new(AddressFamily.InterNetwork, type, type == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp);
}
