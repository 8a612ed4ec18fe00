using System.Buffers.Binary;
using System.Net.Sockets;

namespace Reconciler.Testing.Networking;

/// <summary>Every packet of this machine's network while it runs, as a neighbour with a network analyser would have it. Needs root.</summary>
public sealed class PacketCapture : IAsyncDisposable
{
    /// <summary>ETH_P_ALL of packet(7), in the network's order.</summary>
    private const int EveryProtocol = 0x0300;

    private const int LargestPacket = 1 << 17;
    private const int EthernetHeader = 14;
    private const int Tcp = 6;
    private const int Udp = 17;

    private readonly Socket _socket = new(AddressFamily.Packet, SocketType.Raw, (ProtocolType)EveryProtocol) { ReceiveBufferSize = 64 << 20 };
    private readonly MemoryStream _bytes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<int> _ports;
    private readonly Task _reading;

    private PacketCapture(IEnumerable<int> ports)
    {
        _ports = [.. ports];
        _reading = ReadAsync();
    }

    /// <summary>How many packets were kept.</summary>
    public int Packets { get; private set; }

    /// <summary>Captures what goes to these ports, and from them.</summary>
    public static PacketCapture Start(params int[] ports) => new(ports);

    /// <summary>Whether the text went over the network, in one packet or over the edge of two that came one after the other.</summary>
    public async Task<bool> HasSeenAsync(string text)
    {
        await StopAsync();
        return _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length).IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _socket.Dispose();
        _stop.Dispose();
        await _bytes.DisposeAsync();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync()
    {
        var packet = new byte[LargestPacket];
        while (true)
        {
            var length = await _socket.ReceiveAsync(packet, SocketFlags.None, _stop.Token);
            if (PayloadOf(packet.AsSpan(0, length)) is { } payload)
            {
                Packets++;
                _bytes.Write(packet.AsSpan(payload, length - payload));
            }
        }
    }

    /// <summary>Where the bytes of TCP or UDP begin, of IPv4 and to or from one of the ports; null: it is another's.</summary>
    private int? PayloadOf(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < EthernetHeader + 20 || BinaryPrimitives.ReadUInt16BigEndian(packet[12..]) != 0x0800)
        {
            return null;
        }

        var transport = EthernetHeader + ((packet[EthernetHeader] & 0x0f) * 4);
        var protocol = packet[EthernetHeader + 9];
        if (protocol is not (Tcp or Udp) || packet.Length < transport + 8)
        {
            return null;
        }

        var (from, to) = (BinaryPrimitives.ReadUInt16BigEndian(packet[transport..]), BinaryPrimitives.ReadUInt16BigEndian(packet[(transport + 2)..]));
        var header = protocol == Udp ? 8 : packet.Length >= transport + 20 ? (packet[transport + 12] >> 4) * 4 : 0;
        return _ports.Contains(from) || _ports.Contains(to) ? Math.Min(packet.Length, transport + header) : null;
    }
}
