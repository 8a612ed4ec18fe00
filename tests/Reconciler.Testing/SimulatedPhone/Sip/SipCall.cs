using System.Globalization;

namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>How far a call is.</summary>
public enum CallState
{
    /// <summary>Dialled; nothing rings yet.</summary>
    Calling,

    /// <summary>The called phone rings.</summary>
    Ringing,

    /// <summary>Someone answered.</summary>
    Answered,

    /// <summary>Over, refused or given up; <see cref="SipCall.FinalStatus"/> tells why.</summary>
    Ended,
}

/// <summary>A call of one line, placed or received. It negotiates G.711 and sends no sound.</summary>
public sealed class SipCall
{
    private readonly SipLine _line;
    private readonly SipMessage? _invite;
    private readonly string _localTag;
    private readonly Dictionary<CallState, TaskCompletionSource> _reached = Enum.GetValues<CallState>()
        .ToDictionary(state => state, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _transferred = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SipMessage? _sentInvite;

    private SipCall(SipLine line, SipDialog dialog, SipMessage? invite, string localTag)
    {
        _line = line;
        _invite = invite;
        _localTag = localTag;
        Dialog = dialog;
    }

    /// <summary>How far it is.</summary>
    public CallState State { get; private set; }

    /// <summary>The status that ended the attempt: 486 busy, 487 given up, 404 ...; 200 for a call that was answered; 0 before that.</summary>
    public int FinalStatus { get; private set; }

    /// <summary>The name that the caller showed, of a received call.</summary>
    public string CallerName => _invite is null ? string.Empty : SipText.DisplayName(_invite["From"]);

    /// <summary>The number that the caller showed, of a received call.</summary>
    public string CallerNumber => _invite is null ? string.Empty : SipText.User(_invite["From"]);

    internal SipDialog Dialog { get; }

    /// <summary>Waits until the call has been that far; a call that ends before fails.</summary>
    public async Task ReachesAsync(CallState state, CancellationToken cancellationToken)
    {
        var ended = _reached[CallState.Ended].Task;
        await Task.WhenAny(_reached[state].Task, ended).WaitAsync(cancellationToken);
        if (!_reached[state].Task.IsCompleted)
        {
            throw new InvalidOperationException($"The call ended with {FinalStatus} before it was {state}.");
        }
    }

    /// <summary>Picks up a received call, and waits until the other side knows.</summary>
    public async Task AnswerAsync(CancellationToken cancellationToken)
    {
        var response = SipMessage.Response(_invite!, 200, "OK", _localTag)
            .With("Contact", $"<{_line.ContactUri}>")
            .WithBody("application/sdp", SessionDescription());
        FinalStatus = 200;
        await _line.Transport.AnswerUntilAsync(response, _line.Proxy, _acknowledged.Task, cancellationToken);
        Move(CallState.Answered);
    }

    /// <summary>Refuses a received call.</summary>
    public async Task RejectAsync(int status, string reason, CancellationToken cancellationToken)
    {
        FinalStatus = status;
        await _line.Transport.AnswerUntilAsync(SipMessage.Response(_invite!, status, reason, _localTag), _line.Proxy, _acknowledged.Task, cancellationToken);
        Move(CallState.Ended);
    }

    /// <summary>Sends a received call on to another number, as a phone does that forwards its calls.</summary>
    public async Task ForwardAsync(string number, CancellationToken cancellationToken)
    {
        FinalStatus = 302;
        var response = SipMessage.Response(_invite!, 302, "Moved Temporarily", _localTag).With("Contact", $"<{UriOf(number)}>");
        await _line.Transport.AnswerUntilAsync(response, _line.Proxy, _acknowledged.Task, cancellationToken);
        Move(CallState.Ended);
    }

    /// <summary>Sends the other side of an answered call to another number, as the transfer key does.</summary>
    /// <returns>The status of the transfer: of the request where it is refused, else of the call that came of it.</returns>
    public Task<int> TransferAsync(string number, CancellationToken cancellationToken) => ReferAsync(UriOf(number), cancellationToken);

    /// <summary>Connects the other side of an answered call with the other side of a second one, as the transfer key does after the colleague was asked.</summary>
    /// <param name="number">The number that the second call was placed to.</param>
    /// <param name="consultation">The second call.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>As of a transfer without asking.</returns>
    public Task<int> TransferAsync(string number, SipCall consultation, CancellationToken cancellationToken)
    {
        // RFC 3891: the tags as the one who is asked to replace the call has them.
        var (to, from) = (SipText.Parameter(consultation.Dialog.Remote, "tag"), SipText.Parameter(consultation.Dialog.Local, "tag"));
        return ReferAsync($"{UriOf(number)}?Replaces={Uri.EscapeDataString($"{consultation.Dialog.CallId};to-tag={to};from-tag={from}")}", cancellationToken);
    }

    private async Task<int> ReferAsync(string target, CancellationToken cancellationToken)
    {
        var refer = Dialog.Request(_line, "REFER", _line.NextSequence()).With("Refer-To", $"<{target}>");
        var (_, response) = await _line.SendWithAnswerAsync(refer, cancellationToken);
        if (response.StatusCode is not 202)
        {
            return response.StatusCode;
        }

        // Whose call was taken over hears no more of it than its end.
        await Task.WhenAny(_transferred.Task, _reached[CallState.Ended].Task).WaitAsync(cancellationToken);
        return _transferred.Task.IsCompleted ? await _transferred.Task : 200;
    }

    /// <summary>Hangs up: ends an answered call, or gives up one that still rings.</summary>
    public async Task HangUpAsync(CancellationToken cancellationToken)
    {
        if (State is CallState.Calling or CallState.Ringing && _sentInvite is { } invite)
        {
            await _line.Transport.SendAsync(Cancellation(invite), _line.Proxy, null, cancellationToken);

            // The answer may have crossed the cancellation on its way; then there is a call to end.
            await Task.WhenAny(_reached[CallState.Answered].Task, _reached[CallState.Ended].Task).WaitAsync(cancellationToken);
        }

        if (State == CallState.Answered)
        {
            await _line.Transport.SendAsync(Dialog.Request(_line, "BYE", _line.NextSequence()), _line.Proxy, null, cancellationToken);
            Move(CallState.Ended);
        }
    }

    internal static SipCall Outgoing(SipLine line, string number)
    {
        var tag = SipText.NewId();
        var uri = UriOf(line, number);
        var dialog = new SipDialog
        {
            CallId = SipText.NewId(),
            Local = $"{SipText.NameAddress(line.Account.DisplayName, line.Account.AddressOfRecord)};tag={tag}",
            Remote = $"<{uri}>",
            RemoteTarget = uri,
        };
        return new SipCall(line, dialog, null, tag);
    }

    internal static SipCall Incoming(SipLine line, SipMessage invite, string tag)
    {
        var dialog = new SipDialog
        {
            CallId = invite["Call-ID"],
            Local = $"{invite["To"]};tag={tag}",
            Remote = invite["From"],
            RemoteTarget = SipText.Uri(invite["Contact"]),
        };
        var call = new SipCall(line, dialog, invite, tag);
        call.Move(CallState.Ringing);
        return call;
    }

    /// <summary>Places the call in the background; <see cref="ReachesAsync"/> tells how it goes.</summary>
    internal void Begin(CancellationToken cancellationToken) => _ = InviteAsync(cancellationToken);

    internal SipMessage? OnRequest(SipMessage request)
    {
        switch (request.Method)
        {
            case "ACK":
                _acknowledged.TrySetResult();
                return null;
            case "BYE":
                Move(CallState.Ended);
                return SipMessage.Response(request, 200, "OK");
            case "CANCEL":
                FinalStatus = 487;
                _ = _line.Transport.AnswerAsync(SipMessage.Response(_invite!, 487, "Request Terminated", _localTag), _line.Proxy, CancellationToken.None);
                Move(CallState.Ended);
                return SipMessage.Response(request, 200, "OK", _localTag);
            case "NOTIFY":
                OnTransferred(request.Body);
                return SipMessage.Response(request, 200, "OK", _localTag);
            case "INVITE" or "UPDATE":
                return SipMessage.Response(request, 200, "OK", _localTag)
                    .With("Contact", $"<{_line.ContactUri}>")
                    .WithBody("application/sdp", SessionDescription());
            default:
                return SipMessage.Response(request, 200, "OK", _localTag);
        }
    }

    private async Task InviteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var invite = Dialog.Request(_line, "INVITE", _line.NextSequence()).WithBody("application/sdp", SessionDescription());
            _sentInvite = invite;
            var (sent, response) = await _line.SendWithAnswerAsync(invite, OnProvisional, again => _sentInvite = again, cancellationToken);
            FinalStatus = response.StatusCode;
            if (response.StatusCode >= 300)
            {
                Move(CallState.Ended);
                return;
            }

            Dialog.Learn(response);
            await _line.Transport.AcknowledgeAsync(Dialog.Request(_line, "ACK", sent.Sequence), SipSocket.Key(sent), _line.Proxy, cancellationToken);
            Move(CallState.Answered);
        }
        catch (TimeoutException)
        {
            FinalStatus = 408;
            Move(CallState.Ended);
        }
        catch (OperationCanceledException)
        {
            Move(CallState.Ended);
        }
        catch (ObjectDisposedException)
        {
            Move(CallState.Ended);
        }
    }

    private static string UriOf(SipLine line, string number) =>
        line.Account.AddressOfRecord.Replace($"sip:{line.Account.User}@", $"sip:{number.Replace("#", "%23", StringComparison.Ordinal)}@", StringComparison.Ordinal);

    private string UriOf(string number) => UriOf(_line, number);

    private static SipMessage Cancellation(SipMessage invite)
    {
        var cancel = SipMessage.Request("CANCEL", invite.RequestUri);
        foreach (var name in new[] { "Via", "From", "To", "Call-ID", "Max-Forwards" })
        {
            cancel[name] = invite[name];
        }

        cancel["CSeq"] = string.Create(CultureInfo.InvariantCulture, $"{invite.Sequence} CANCEL");
        return cancel;
    }

    // SIP/2.0 404 Not Found: how the call goes that a REFER asked for.
    private void OnTransferred(string fragment)
    {
        if (fragment.Split(' ') is ["SIP/2.0", var text, ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 200)
        {
            _transferred.TrySetResult(status);
        }
    }

    private void OnProvisional(SipMessage response)
    {
        if (response.StatusCode is 180 or 183 && State == CallState.Calling)
        {
            Move(CallState.Ringing);
        }
    }

    private void Move(CallState state)
    {
        State = state;
        _reached[state].TrySetResult();
    }

    private string SessionDescription()
    {
        var address = _line.Transport.Local.Address;
        return $"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio 16384 RTP/AVP 0 8 101\r\n"
            + "a=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=sendrecv\r\n";
    }
}
