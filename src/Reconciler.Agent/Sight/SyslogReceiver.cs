using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Serving;
using Reconciler.Core.Phones;
using Reconciler.Host.Disk;
using Reconciler.Host.PhoneLogs;

namespace Reconciler.Agent.Sight;

/// <summary>Receives the syslog of phones over UDP, from their networks alone. The loop goes on without it: a port that cannot be had is logged, and that is all.</summary>
internal sealed partial class SyslogReceiver(ListenAddress listen, PhoneNetworks networks, PhoneWitness witness, SyslogLimits limits, TimeProvider time, ILogger<SyslogReceiver> logger) : BackgroundService
{
    /// <summary>RFC 5424 lets a receiver cut off what is longer.</summary>
    private const int LongestDatagram = 2048;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMinutes(1);

    private readonly SourceRate _rate = new(limits, time);
    private Socket? _socket;
    private long _dropped;
    private long? _reported;

    /// <summary>Where it listens once started; null: it does not.</summary>
    public IPEndPoint? Address => (IPEndPoint?)_socket?.LocalEndPoint;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(listen.EndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(listen.EndPoint);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            LogNotListening(logger, listen.EndPoint, exception.SocketErrorCode);
            return Task.CompletedTask;
        }

        _socket = socket;
        LogListening(logger, Address!);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _socket?.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var buffer = new byte[LongestDatagram];
        var anybody = new IPEndPoint(listen.EndPoint.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var received = await _socket!.ReceiveFromAsync(buffer, SocketFlags.None, anybody, stoppingToken);
                Take(((IPEndPoint)received.RemoteEndPoint).Address, buffer.AsSpan(0, received.ReceivedBytes));
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.MessageSize)
            {
                // Longer than any phone's message: the rest of it is gone, and so is the sender's name.
                _dropped++;
            }
            catch (PublishFailedException exception)
            {
                _dropped++;
                Report(exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void Take(IPAddress source, ReadOnlySpan<byte> datagram)
    {
        var address = source.Unmapped();
        if (networks.Refusal(address.ToString()) is not null || !_rate.TryTake(address))
        {
            _dropped++;
            Report("Only phones.networks are heard, and each of them so fast and no faster.");
            return;
        }

        witness.NoteSyslog(address.ToString(), SyslogMessage.Parse(datagram));
    }

    private void Report(string why)
    {
        if (_reported is { } before && time.GetElapsedTime(before) < ReportEvery)
        {
            return;
        }

        _reported = time.GetTimestamp();
        LogDropped(logger, _dropped, why);
        _dropped = 0;
    }

    [LoggerMessage(EventId = 2450, Level = LogLevel.Information, Message = "Phones' syslog is received on {Address}")]
    private static partial void LogListening(ILogger logger, IPEndPoint address);

    [LoggerMessage(EventId = 2451, Level = LogLevel.Error, Message = "Phones' syslog is not received: nothing can listen on {Address} ({Why}); end what uses it, or name another port in syslog.listen")]
    private static partial void LogNotListening(ILogger logger, IPEndPoint address, SocketError why);

    [LoggerMessage(EventId = 2452, Level = LogLevel.Warning, Message = "{Count} messages of phones' syslog were dropped. {Why}")]
    private static partial void LogDropped(ILogger logger, long count, string why);
}
