using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Reconciler.Agent.Doctor;

/// <summary>Fetches a small file by TFTP (RFC 1350) as a phone does: octets, blocks of 512 bytes, no options.</summary>
internal static class TftpFetch
{
    private const int BlockSize = 512;
    private const int HeaderSize = 4;
    private const int LargestFile = 4 << 20;
    private const int Tries = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private enum Opcode : ushort
    {
        Read = 1,
        Data = 3,
        Acknowledgement = 4,
        Error = 5,
    }

    /// <summary>The file's bytes.</summary>
    /// <exception cref="TftpRefusedException">The server answered, and would not give it.</exception>
    /// <exception cref="TimeoutException">Nobody answered.</exception>
    public static async Task<byte[]> RunAsync(IPEndPoint server, string path, CancellationToken cancellationToken)
    {
        using var socket = new UdpClient(server.AddressFamily);
        using var content = new MemoryStream();
        var request = (Bytes: ReadRequest(path), To: server);
        for (ushort wanted = 1; ; wanted++)
        {
            var (block, from) = await ExchangeAsync(socket, request.Bytes, request.To, wanted, cancellationToken);
            content.Write(block.AsSpan(HeaderSize));
            var acknowledgement = Acknowledge(wanted);
            if (block.Length < HeaderSize + BlockSize || content.Length > LargestFile)
            {
                await socket.SendAsync(acknowledgement, from, cancellationToken);
                return content.ToArray();
            }

            request = (acknowledgement, from);
        }
    }

    private static async Task<(byte[] Block, IPEndPoint From)> ExchangeAsync(UdpClient socket, byte[] request, IPEndPoint to, ushort wanted, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            await socket.SendAsync(request, to, cancellationToken);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                while (true)
                {
                    var answer = await socket.ReceiveAsync(patience.Token);
                    if (IsBlock(answer.Buffer, wanted))
                    {
                        return (answer.Buffer, answer.RemoteEndPoint);
                    }
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Lost, or nobody is there: once more.
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionRefused)
            {
                // The port is closed: once more, since a server that is just being started opens it.
            }
        }

        throw new TimeoutException();
    }

    private static bool IsBlock(byte[] answer, ushort wanted)
    {
        if (answer.Length < HeaderSize)
        {
            return false;
        }

        var opcode = (Opcode)BinaryPrimitives.ReadUInt16BigEndian(answer);
        if (opcode == Opcode.Error)
        {
            throw new TftpRefusedException(Encoding.ASCII.GetString(answer.AsSpan(HeaderSize)).TrimEnd('\0'));
        }

        return opcode == Opcode.Data && BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(sizeof(ushort))) == wanted;
    }

    private static byte[] ReadRequest(string path) => [0, (byte)Opcode.Read, .. Encoding.ASCII.GetBytes(path), 0, .. "octet"u8, 0];

    private static byte[] Acknowledge(ushort block) => [0, (byte)Opcode.Acknowledgement, (byte)(block >> 8), (byte)block];
}

/// <summary>A TFTP server answered that it would not give a file.</summary>
internal sealed class TftpRefusedException(string reason) : Exception(reason);
