using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Reconciler.Testing.Networking;

namespace Reconciler.Testing.SimulatedPhone.Provisioning;

/// <summary>A file as it came by TFTP.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="AnnouncedSize">What the server answered to <c>tsize=0</c>; null when it knows no options.</param>
public sealed record TftpTransfer(byte[] Content, long? AnnouncedSize);

/// <summary>Reads files as the phone does: octet mode, with the options <c>timeout=20</c> and <c>tsize=0</c> (RFC 1350, 2347, 2349).</summary>
public sealed class TftpClient(SocketSource sockets)
{
    private const int BlockSize = 512;
    private const int Attempts = 4;
    private static readonly TimeSpan Retransmit = TimeSpan.FromSeconds(2);

    private enum Operation : ushort
    {
        Read = 1,
        Data = 3,
        Acknowledge = 4,
        Error = 5,
        OptionsAcknowledged = 6,
    }

    /// <summary>Fetches a file. The first answer comes from a port of its own, and the rest is spoken with that.</summary>
    public async Task<TftpTransfer> FetchAsync(IPEndPoint server, string path, CancellationToken cancellationToken)
    {
        using var socket = sockets(SocketType.Dgram);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
        using var content = new MemoryStream();
        long? announced = null;
        ushort expected = 1;
        EndPoint peer = server;
        var request = Encoding.ASCII.GetBytes($"\0\u0001{path}\0octet\0timeout\020\0tsize\00\0");
        var toSend = request;
        while (true)
        {
            var (packet, from) = await ExchangeAsync(socket, toSend, peer, cancellationToken);
            if (ReferenceEquals(toSend, request))
            {
                peer = from;
            }

            switch ((Operation)BinaryPrimitives.ReadUInt16BigEndian(packet))
            {
                case Operation.OptionsAcknowledged:
                    announced = AnnouncedSize(packet);
                    toSend = Acknowledgement(0);
                    break;
                case Operation.Data:
                    var block = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2));
                    toSend = Acknowledgement(block);
                    if (block == expected)
                    {
                        content.Write(packet.AsSpan(4));
                        expected++;
                        if (packet.Length < 4 + BlockSize)
                        {
                            await socket.SendToAsync(toSend, peer, cancellationToken);
                            return new TftpTransfer(content.ToArray(), announced);
                        }
                    }

                    break;
                case Operation.Error:
                    throw Failure(path, packet);
                default:
                    throw new FetchFailedException($"{path}: the server sent an unknown packet.", notFound: false);
            }
        }
    }

    private static async Task<(byte[] Packet, EndPoint From)> ExchangeAsync(Socket socket, byte[] toSend, EndPoint peer, CancellationToken cancellationToken)
    {
        var buffer = new byte[4 + BlockSize];
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await socket.SendToAsync(toSend, peer, cancellationToken);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Retransmit);
            try
            {
                var received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), patience.Token);
                return (buffer[..received.ReceivedBytes], received.RemoteEndPoint);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Lost; the next attempt sends it again.
            }
        }

        throw new FetchFailedException($"The TFTP server {peer} does not answer.", notFound: false);
    }

    private static byte[] Acknowledgement(ushort block)
    {
        var packet = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(packet, (ushort)Operation.Acknowledge);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), block);
        return packet;
    }

    private static long? AnnouncedSize(byte[] packet)
    {
        var fields = Encoding.ASCII.GetString(packet, 2, packet.Length - 2).Split('\0');
        for (var index = 0; index + 1 < fields.Length; index += 2)
        {
            if (string.Equals(fields[index], "tsize", StringComparison.OrdinalIgnoreCase))
            {
                return long.Parse(fields[index + 1], System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    private static FetchFailedException Failure(string path, byte[] packet)
    {
        const ushort FileNotFound = 1;
        var code = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2));
        return new FetchFailedException($"{path}: TFTP error {code}: {Encoding.ASCII.GetString(packet, 4, packet.Length - 4).TrimEnd('\0')}", code == FileNotFound);
    }
}
