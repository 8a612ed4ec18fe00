using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>
/// A connection to Asterisk's manager interface, logged in. Requests may be sent from several places at once: they are pipelined, and
/// answers find theirs by ActionID. Every failure is a <see cref="PbxUnavailableException"/>; after one the connection is of no more use.
/// </summary>
public sealed partial class AmiConnection : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly Stream _stream;
    private readonly AmiReader _reader;
    private readonly AmiEndpoint _settings;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, AmiExchange> _pending = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private Task _reading = Task.CompletedTask;
    private PbxUnavailableException? _failure;
    private long _lastReceived;
    private long _lastActionId;

    private AmiConnection(TcpClient client, AmiEndpoint settings, TimeProvider time)
    {
        _client = client;
        _stream = client.GetStream();
        _reader = new AmiReader(_stream);
        _settings = settings;
        _time = time;
        _lastReceived = time.GetTimestamp();
    }

    /// <summary>The version of the interface, from Asterisk's first line: 5.0 is Asterisk 16, 11.0 is 22.</summary>
    public string AmiVersion { get; private set; } = "";

    /// <summary>Takes the events that answer no request; on the reader's thread, so it must not wait or throw. Null: they are dropped.</summary>
    internal Action<AmiMessage>? Unsolicited { get; set; }

    /// <summary>False once the connection is lost.</summary>
    public bool IsAlive => Volatile.Read(ref _failure) is null;

    /// <summary>Sends a request that is answered by one message. An answer that is an error comes back as it is.</summary>
    public Task<AmiMessage> SendAsync(AmiRequest request, CancellationToken cancellationToken) =>
        ExchangeAsync(new AmiExchange(request, onEvent: null), cancellationToken);

    /// <summary>
    /// Sends a request that is answered by a list, and hands over each event as it comes (on the reader's thread: it must not wait or throw).
    /// The response comes back when the list is complete; one that is cut off is a lost connection, never a short list.
    /// </summary>
    public Task<AmiMessage> ListAsync(AmiRequest request, Action<AmiMessage> onEvent, CancellationToken cancellationToken) =>
        ExchangeAsync(new AmiExchange(request, onEvent), cancellationToken);

    /// <summary>Waits until the connection is lost, and throws why.</summary>
    public async Task WhenLostAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        throw Fail("was closed by Asterisk", inner: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _client.Dispose();
        await _reading.ConfigureAwait(false);
        Fail("was closed", inner: null);
        _closing.Dispose();
        _writing.Dispose();
    }

    private async Task<AmiMessage> ExchangeAsync(AmiExchange exchange, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastActionId).ToString(CultureInfo.InvariantCulture);
        _pending[id] = exchange;
        try
        {
            if (Volatile.Read(ref _failure) is { } failure)
            {
                throw failure;
            }

            var sent = _time.GetTimestamp();
            await WriteAsync(exchange.Request.Encode(id), cancellationToken).ConfigureAwait(false);
            return await AwaitAnswerAsync(exchange, sent, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Not cancelled half way: the rest of a request would be taken for the next one.
            await _stream.WriteAsync(bytes, _closing.Token).AsTask().WaitAsync(_settings.SilenceTimeout, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            throw Fail("was lost", e);
        }
        catch (TimeoutException)
        {
            throw Fail($"takes nothing in for {Seconds(_settings.SilenceTimeout)}", inner: null);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<AmiMessage> AwaitAnswerAsync(AmiExchange exchange, long sent, CancellationToken cancellationToken)
    {
        while (true)
        {
            var quiet = _time.GetElapsedTime(Math.Max(sent, Interlocked.Read(ref _lastReceived)));
            var left = _settings.SilenceTimeout - quiet;
            if (left <= TimeSpan.Zero)
            {
                throw Fail($"is silent for {Seconds(_settings.SilenceTimeout)} since {exchange.Request.Action} was asked", inner: null);
            }

            var whole = _settings.AnswerTimeout - _time.GetElapsedTime(sent);
            if (whole <= TimeSpan.Zero)
            {
                throw Fail($"has not come to the end of its answer to {exchange.Request.Action} within {Seconds(_settings.AnswerTimeout)}", inner: null);
            }

            try
            {
                return await exchange.Answer.WaitAsync(left < whole ? left : whole, _time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Something else may have come in the meantime: measure again.
            }
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            // What comes after a failure is wanted by nobody, and may come without end.
            while (IsAlive && await _reader.ReadMessageAsync(_closing.Token).ConfigureAwait(false) is { } message)
            {
                Interlocked.Exchange(ref _lastReceived, _time.GetTimestamp());
                Dispatch(message);
            }

            Fail("was closed by Asterisk", inner: null);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Fail("was lost", e);
        }
        catch (InvalidDataException e)
        {
            Fail($"is not AMI: {e.Message}", e);
        }
    }

    private void Dispatch(AmiMessage message)
    {
        if (message.ActionId.Length == 0)
        {
            _sawFullyBooted |= string.Equals(message.Event, "FullyBooted", StringComparison.Ordinal);
            Unsolicited?.Invoke(message);
        }
        else if (_pending.TryGetValue(message.ActionId, out var exchange))
        {
            if (exchange.Add(message) > _settings.LargestAnswer)
            {
                Fail($"sends more than {_settings.LargestAnswer >> 20} MiB in answer to {exchange.Request.Action}", inner: null);
            }
            else if (exchange.Accept(message))
            {
                _pending.TryRemove(message.ActionId, out _);
            }
        }
    }

    /// <summary>Marks the connection as lost and tells all who wait; the first reason stays.</summary>
    private PbxUnavailableException Fail(string what, Exception? inner)
    {
        var failure = new PbxUnavailableException(
            PbxUnavailableReason.Unreachable,
            $"The connection to Asterisk at {_settings.Address} {what}; check that Asterisk runs and that its AMI listens there.",
            inner);
        failure = Interlocked.CompareExchange(ref _failure, failure, null) ?? failure;
        foreach (var (_, exchange) in _pending)
        {
            exchange.Fail(failure);
        }

        return failure;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
