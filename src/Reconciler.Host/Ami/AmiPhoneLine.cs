using Microsoft.Extensions.Logging;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Inventory;

namespace Reconciler.Host.Ami;

/// <summary>
/// The phones of a running Asterisk, by its manager interface. It connects when it is first asked, and again after the connection was lost. A list
/// that breaks off is a lost connection, never a short inventory. For use by one caller at a time.
/// </summary>
public sealed partial class AmiPhoneLine(Func<CancellationToken, Task<AmiEndpoint>> settings, TimeProvider time, ILogger<AmiPhoneLine> logger) : IPhoneLine, IAsyncDisposable
{
    private const int PipelinedRequests = 64;
    private AmiSession? _session;

    /// <inheritdoc/>
    public async Task<ContactInventory> ReadAsync(SipChannel channel, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var reading = new ContactReading();
        if (channel == SipChannel.Pjsip)
        {
            await session.ForEachAsync(new AmiRequest("PJSIPShowContacts"), reading.AddPjsip, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadPeersAsync(session, reading, cancellationToken).ConfigureAwait(false);
        }

        return reading.ToInventory(time.GetUtcNow());
    }

    /// <inheritdoc/>
    public async Task<string?> NotifyAsync(SipChannel channel, string extension, string eventName, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken).ConfigureAwait(false);
        // By the endpoint, not by a contact's URI: to a URI Asterisk sends as its default_outbound_endpoint, which cannot answer the phone's challenge.
        var request = channel == SipChannel.Pjsip
            ? new AmiRequest("PJSIPNotify").With("Endpoint", extension)
            : new AmiRequest("SIPnotify").With("Channel", extension);
        var answer = await session.AskAsync(request.With("Variable", $"Event={eventName}"), cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess ? null : answer.Text;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
            _session = null;
        }
    }

    /// <summary>Only chan_sip's single peers show a User-Agent; those that are registered are asked, many at once.</summary>
    private async Task ReadPeersAsync(AmiSession session, ContactReading reading, CancellationToken cancellationToken)
    {
        var peers = await session.ListAsync(new AmiRequest("SIPpeers"), cancellationToken).ConfigureAwait(false);
        var registered = peers.Where(p => p.Event is "PeerEntry" && IsYes(p["Dynamic"]) && System.Net.IPAddress.TryParse(p["IPaddress"], out _));
        foreach (var chunk in registered.Chunk(PipelinedRequests))
        {
            var details = await Task.WhenAll(chunk.Select(p => session.AskAsync(new AmiRequest("SIPshowpeer").With("Peer", p["ObjectName"]), cancellationToken))).ConfigureAwait(false);
            for (var i = 0; i < chunk.Length; i++)
            {
                // A peer that went away between the two questions is not registered any more.
                if (details[i].IsSuccess)
                {
                    reading.AddSip(chunk[i], details[i], time.GetUtcNow());
                }
            }
        }
    }

    private static bool IsYes(string text) => string.Equals(text, "yes", StringComparison.OrdinalIgnoreCase);

    private async Task<AmiSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (_session is { Connection.IsAlive: true })
        {
            return _session;
        }

        await DisposeAsync().ConfigureAwait(false);
        var current = await settings(cancellationToken).ConfigureAwait(false);
        _session = await AmiSession.OpenAsync(current, time, cancellationToken).ConfigureAwait(false);
        LogConnected(current.Address, _session.Capabilities.Version);
        return _session;
    }

    [LoggerMessage(EventId = 1700, Level = LogLevel.Debug, Message = "Connected to Asterisk {Version} at {Address} for its phones")]
    private partial void LogConnected(string address, string version);
}
