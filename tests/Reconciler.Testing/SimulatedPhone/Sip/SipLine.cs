using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Reconciler.Testing.Networking;

namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>One registration of a phone on its own port: it registers, calls and is called, watches other extensions and takes NOTIFY requests.</summary>
public sealed class SipLine : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, SipCall> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SipSubscription> _subscriptions = new(StringComparer.Ordinal);
    private readonly Channel<SipCall> _incoming = Channel.CreateUnbounded<SipCall>();
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly string _registrationId = $"{SipText.NewId()}@{Dns.GetHostName()}";
    private readonly string _notifyNonce = SipText.NewId();
    private int _sequence;
    private int _notified;

    private SipLine(SipAccount account, IPEndPoint proxy, SocketSource sockets, IPAddress address)
    {
        Account = account;
        Proxy = proxy;
        Transport = new SipSocket(sockets, new IPEndPoint(address, account.LocalPort), OnRequest);
    }

    /// <summary>What the line was set up with.</summary>
    public SipAccount Account { get; private set; }

    /// <summary>How it answers a NOTIFY that tells the phone to do something.</summary>
    public PhoneManner Manner { get; set; }

    /// <summary>How many such NOTIFYs came; one that answers a challenge counts with the challenged one.</summary>
    public int Notified => Volatile.Read(ref _notified);

    /// <summary>The status that the last REGISTER got; 0 before the first.</summary>
    public int RegistrationStatus { get; private set; }

    /// <summary>True while the registrar knows the line.</summary>
    public bool IsRegistered => RegistrationStatus is >= 200 and < 300;

    /// <summary>Where the line listens.</summary>
    public IPEndPoint Local => Transport.Local;

    internal SipSocket Transport { get; }

    internal IPEndPoint Proxy { get; }

    internal string ContactUri => $"sip:{Account.User}@{Transport.Local}";

    /// <summary>Opens the line's port at the phone's address.</summary>
    public static async Task<SipLine> OpenAsync(SipAccount account, SocketSource sockets, IPAddress address, CancellationToken cancellationToken) =>
        new(account, await account.ProxyEndPointAsync(cancellationToken), sockets, address);

    /// <summary>Registers, answering a challenge once; returns the final status (200, or 401 or 403 with a wrong password).</summary>
    public Task<int> RegisterAsync(CancellationToken cancellationToken) => RegisterAsync(Account.Expires, cancellationToken);

    /// <summary>Takes the registration back.</summary>
    public Task<int> UnregisterAsync(CancellationToken cancellationToken) => RegisterAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>Uses changed settings from now on; the port and the proxy stay.</summary>
    public void Use(SipAccount account) => Account = account;

    /// <summary>Dials: the dial plan decides what is sent. Returns at once; the call tells how it goes.</summary>
    /// <exception cref="InvalidOperationException">The dial plan has no match: the phone plays the reorder tone.</exception>
    public SipCall Call(string dialled, CancellationToken cancellationToken)
    {
        var number = DialledDigits.Apply(Account.DialPlan, dialled)
            ?? throw new InvalidOperationException($"The dial plan {Account.DialPlan} of line {Account.Line} has no match for {dialled}.");
        var call = SipCall.Outgoing(this, number);
        _calls[call.Dialog.CallId] = call;
        call.Begin(cancellationToken);
        return call;
    }

    /// <summary>The next call that comes in; it rings by itself.</summary>
    public async Task<SipCall> NextCallAsync(CancellationToken cancellationToken) => await _incoming.Reader.ReadAsync(cancellationToken);

    /// <summary>The Event of the next NOTIFY outside a subscription that the line accepted: <c>resync</c>, <c>reboot_now</c>, <c>message-summary</c> ...</summary>
    public async Task<string> NextEventAsync(CancellationToken cancellationToken) => await _events.Reader.ReadAsync(cancellationToken);

    /// <summary>The Event of a NOTIFY that has come already.</summary>
    public bool TryTakeEvent(out string name)
    {
        var taken = _events.Reader.TryRead(out var found);
        name = found ?? string.Empty;
        return taken;
    }

    /// <summary>Watches an extension as a BLF key does.</summary>
    public async Task<SipSubscription> SubscribeAsync(string extension, TimeSpan expires, CancellationToken cancellationToken)
    {
        var subscription = new SipSubscription(this, extension);
        _subscriptions[subscription.CallId] = subscription;
        await subscription.BeginAsync(expires, cancellationToken);
        return subscription;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Transport.DisposeAsync();

    internal int NextSequence() => Interlocked.Increment(ref _sequence);

    internal SipMessage NewRequest(string method, string uri)
    {
        var request = SipMessage.Request(method, uri);
        request["Via"] = Transport.NewVia();
        request["Max-Forwards"] = "70";
        request["User-Agent"] = method == "REGISTER" ? Account.RegistrationUserAgent : Account.UserAgent;
        request["Allow"] = SipDialog.AllowedMethods;
        return request;
    }

    internal Task<(SipMessage Request, SipMessage Response)> SendWithAnswerAsync(SipMessage request, CancellationToken cancellationToken) =>
        SendWithAnswerAsync(request, null, null, cancellationToken);

    /// <summary>Sends a request, and once more with the answer when it is challenged; <paramref name="onAnswering"/> is told of the second one before it goes out.</summary>
    internal async Task<(SipMessage Request, SipMessage Response)> SendWithAnswerAsync(
        SipMessage request, Action<SipMessage>? onProvisional, Action<SipMessage>? onAnswering, CancellationToken cancellationToken)
    {
        var response = await Transport.SendAsync(request, Proxy, onProvisional, cancellationToken);
        if (response.StatusCode is not (401 or 407))
        {
            return (request, response);
        }

        var again = request.Copy();
        var byProxy = response.StatusCode == 407;
        var challenge = response[byProxy ? "Proxy-Authenticate" : "WWW-Authenticate"];
        again["Via"] = Transport.NewVia();
        again["CSeq"] = string.Create(CultureInfo.InvariantCulture, $"{NextSequence()} {request.Method}");
        again[byProxy ? "Proxy-Authorization" : "Authorization"] =
            DigestAuthentication.Answer(challenge, request.Method, request.RequestUri, Account.AuthenticationUser, Account.Password);
        onAnswering?.Invoke(again);
        return (again, await Transport.SendAsync(again, Proxy, onProvisional, cancellationToken));
    }

    private async Task<int> RegisterAsync(TimeSpan expires, CancellationToken cancellationToken)
    {
        var who = SipText.NameAddress(Account.DisplayName, Account.AddressOfRecord);
        var request = NewRequest("REGISTER", Account.RegistrarUri);
        request["From"] = $"{who};tag={SipText.NewId()}";
        request["To"] = who;
        request["Call-ID"] = _registrationId;
        request["CSeq"] = string.Create(CultureInfo.InvariantCulture, $"{NextSequence()} REGISTER");
        request["Contact"] = string.Create(
            CultureInfo.InvariantCulture, $"{SipText.NameAddress(Account.DisplayName, ContactUri)};expires={(int)expires.TotalSeconds}");
        var (_, response) = await SendWithAnswerAsync(request, cancellationToken);
        RegistrationStatus = expires == TimeSpan.Zero ? 0 : response.StatusCode;
        return response.StatusCode;
    }

    private SipMessage? OnRequest(SipMessage request)
    {
        var tag = SipText.NewId();
        if (_calls.TryGetValue(request["Call-ID"], out var call))
        {
            return call.OnRequest(request);
        }

        switch (request.Method)
        {
            case "INVITE":
                var incoming = SipCall.Incoming(this, request, tag);
                _calls[request["Call-ID"]] = incoming;
                _incoming.Writer.TryWrite(incoming);
                return SipMessage.Response(request, 180, "Ringing", tag).With("Contact", $"<{ContactUri}>");
            case "NOTIFY":
                return OnNotify(request);
            case "OPTIONS":
                return SipMessage.Response(request, 200, "OK", tag).With("Allow", SipDialog.AllowedMethods);
            case "ACK":
                return null;
            default:
                return SipMessage.Response(request, 481, "Call/Transaction Does Not Exist", tag);
        }
    }

    private SipMessage? OnNotify(SipMessage request)
    {
        if (_subscriptions.TryGetValue(request["Call-ID"], out var subscription))
        {
            subscription.OnNotify(request);
            return SipMessage.Response(request, 200, "OK");
        }

        var name = request["Event"].Split(';')[0].Trim();
        if (name == "check-sync" && request["Event"].Contains("reboot=true", StringComparison.Ordinal))
        {
            name = "check-sync;reboot=true";
        }

        var actsOnPhone = name is "resync" or "reboot_now" or "restart_now" or "report" or "check-sync" or "check-sync;reboot=true";
        if (actsOnPhone && request["Authorization"].Length == 0)
        {
            Interlocked.Increment(ref _notified);
        }

        if (actsOnPhone && Manner is PhoneManner.Silent or PhoneManner.Garbage)
        {
            return Manner == PhoneManner.Silent ? null : SipMessage.Request("\u0001\u0002", "neither this nor that");
        }

        var answered = DigestAuthentication.IsRightAnswer(request["Authorization"], "NOTIFY", _notifyNonce, Account.AuthenticationUser, Account.Password);
        if (actsOnPhone && Account.ChallengesNotify && (!answered || Manner == PhoneManner.Refusing))
        {
            var challenge = $"Digest realm=\"{Account.ProxyHost}\", nonce=\"{_notifyNonce}\", algorithm=MD5";
            return SipMessage.Response(request, 401, "Unauthorized", SipText.NewId()).With("WWW-Authenticate", challenge);
        }

        _events.Writer.TryWrite(name);
        return SipMessage.Response(request, 200, "OK", SipText.NewId());
    }
}
