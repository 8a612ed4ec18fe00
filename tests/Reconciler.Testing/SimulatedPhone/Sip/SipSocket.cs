using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Reconciler.Testing.Networking;

namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>
/// SIP over UDP on one port: transactions with retransmission. Requests are handed to <c>onRequest</c> one after the other, which returns the answer, or null
/// when it sends one itself later.
/// </summary>
public sealed class SipSocket : IAsyncDisposable
{
    private static readonly TimeSpan FirstRetransmit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TransactionTimeout = TimeSpan.FromSeconds(32);

    private readonly Socket _socket;
    private readonly Func<SipMessage, SipMessage?> _onRequest;
    private readonly ConcurrentDictionary<string, Transaction> _transactions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (byte[] Acknowledgement, IPEndPoint Remote)> _acknowledged = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _receiving;

    /// <summary>Binds the port and begins to listen; port 0 takes a free one.</summary>
    public SipSocket(SocketSource sockets, IPEndPoint local, Func<SipMessage, SipMessage?> onRequest)
    {
        _onRequest = onRequest;
        _socket = sockets(SocketType.Dgram);
        _socket.Bind(local);
        Local = (IPEndPoint)_socket.LocalEndPoint!;
        _receiving = Task.Run(ReceiveAsync);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Local { get; }

    /// <summary>A Via header with a branch of its own.</summary>
    public string NewVia() => $"SIP/2.0/UDP {Local};branch=z9hG4bK{SipText.NewId()};rport";

    /// <summary>
    /// Sends a request and repeats it until something answers; returns the final answer. A refused INVITE is acknowledged here, an accepted one by
    /// <see cref="AcknowledgeAsync"/>.
    /// </summary>
    /// <exception cref="TimeoutException">Nothing answered.</exception>
    public async Task<SipMessage> SendAsync(SipMessage request, IPEndPoint remote, Action<SipMessage>? onProvisional, CancellationToken cancellationToken)
    {
        var key = Key(request);
        var transaction = new Transaction(onProvisional);
        _transactions[key] = transaction;
        try
        {
            await RepeatUntilAsync(request.ToBytes(), remote, transaction.Answered.Task, cancellationToken);
            var final = await transaction.Final.Task.WaitAsync(cancellationToken);
            if (request.Method == "INVITE" && final.StatusCode >= 300)
            {
                var acknowledgement = SipMessage.Request("ACK", request.RequestUri);
                acknowledgement["Via"] = request["Via"];
                acknowledgement["From"] = request["From"];
                acknowledgement["To"] = final["To"];
                acknowledgement["Call-ID"] = request["Call-ID"];
                acknowledgement["CSeq"] = $"{request["CSeq"].Split(' ')[0]} ACK";
                await AcknowledgeAsync(acknowledgement, key, remote, cancellationToken);
            }

            return final;
        }
        finally
        {
            _transactions.TryRemove(key, out _);
        }
    }

    /// <summary>Sends an ACK, and again whenever the answer that it acknowledges comes again.</summary>
    public async Task AcknowledgeAsync(SipMessage acknowledgement, string inviteKey, IPEndPoint remote, CancellationToken cancellationToken)
    {
        var bytes = acknowledgement.ToBytes();
        _acknowledged[inviteKey] = (bytes, remote);
        await _socket.SendToAsync(bytes, remote, cancellationToken);
    }

    /// <summary>Sends an answer that was held back; it is repeated when the request comes again.</summary>
    public async Task AnswerAsync(SipMessage response, IPEndPoint remote, CancellationToken cancellationToken)
    {
        var bytes = response.ToBytes();
        _answers[Key(response)] = bytes;
        await _socket.SendToAsync(bytes, remote, cancellationToken);
    }

    /// <summary>Sends an answer again and again until the other side acknowledged it.</summary>
    public async Task AnswerUntilAsync(SipMessage response, IPEndPoint remote, Task acknowledged, CancellationToken cancellationToken)
    {
        _answers[Key(response)] = response.ToBytes();
        await RepeatUntilAsync(response.ToBytes(), remote, acknowledged, cancellationToken);
    }

    /// <summary>What tells a transaction from others.</summary>
    public static string Key(SipMessage message) => $"{message.Branch} {message.Method}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Dispose();
        await _receiving;
        _closing.Dispose();
    }

    private async Task RepeatUntilAsync(byte[] datagram, IPEndPoint remote, Task answered, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        for (var wait = FirstRetransmit; ; wait = wait < FirstRetransmit * 8 ? wait * 2 : wait)
        {
            await _socket.SendToAsync(datagram, remote, cancellationToken);
            try
            {
                await answered.WaitAsync(wait, cancellationToken);
                return;
            }
            catch (TimeoutException) when (TimeProvider.System.GetElapsedTime(started) < TransactionTimeout)
            {
                // Lost, or the other side is slow: once more.
            }
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[65536];
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _closing.Token);
                if (SipMessage.TryParse(buffer.AsSpan(0, received.ReceivedBytes), out var message))
                {
                    await DispatchAsync(message, (IPEndPoint)received.RemoteEndPoint);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (SocketException) when (!_closing.IsCancellationRequested)
            {
                // Linux reports an ICMP "port unreachable" for an earlier send here; the transaction's own timeout deals with it.
            }
            catch (SocketException)
            {
                // The socket was closed while it waited.
                return;
            }
        }
    }

    private async Task DispatchAsync(SipMessage message, IPEndPoint remote)
    {
        var key = Key(message);
        if (!message.IsRequest)
        {
            await DispatchResponseAsync(message, key);
        }
        else if (_answers.TryGetValue(key, out var earlier) && message.Method != "ACK")
        {
            await _socket.SendToAsync(earlier, remote, _closing.Token);
        }
        else if (_onRequest(message) is { } answer)
        {
            _answers[key] = answer.ToBytes();
            await _socket.SendToAsync(_answers[key], remote, _closing.Token);
        }
    }

    private async Task DispatchResponseAsync(SipMessage response, string key)
    {
        if (_transactions.TryGetValue(key, out var transaction))
        {
            transaction.Answered.TrySetResult();
            if (response.StatusCode >= 200)
            {
                transaction.Final.TrySetResult(response);
            }
            else
            {
                transaction.OnProvisional?.Invoke(response);
            }
        }
        else if (response.StatusCode >= 200 && _acknowledged.TryGetValue(key, out var earlier))
        {
            await _socket.SendToAsync(earlier.Acknowledgement, earlier.Remote, _closing.Token);
        }
    }

    private sealed class Transaction(Action<SipMessage>? onProvisional)
    {
        public Action<SipMessage>? OnProvisional { get; } = onProvisional;

        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<SipMessage> Final { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
