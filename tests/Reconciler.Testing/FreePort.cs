using System.Net;
using System.Net.Sockets;

namespace Reconciler.Testing;

/// <summary>
/// A port on loopback that nothing uses, for servers that cannot be told to take port 0. It is below those that the kernel gives to whoever asks for any, so that no
/// caller's socket takes it before the server starts, and is given once only by this process.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    // Another process of tests that runs beside this one begins elsewhere.
    private static int LastGiven = Random.Shared.Next(Count);

    /// <summary>A TCP port that was free a moment ago.</summary>
    public static int Tcp() => Find(port =>
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
    });

    /// <summary>A UDP port that was free a moment ago.</summary>
    public static int Udp() => Find(port =>
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
    });

    private static int Find(Action<int> bind)
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + ((Interlocked.Increment(ref LastGiven) & int.MaxValue) % Count);
            try
            {
                bind(port);
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next may be free.
            }
        }

        throw new InvalidOperationException($"All ports from {First} to {First + Count - 1} are in use.");
    }
}
