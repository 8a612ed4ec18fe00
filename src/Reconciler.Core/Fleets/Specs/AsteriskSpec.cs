using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>The PBX as phones and calls see it. Where its files lie is the host's business, not the repository's.</summary>
public sealed record AsteriskSpec
{
    /// <summary>The server that phones register with: a name or an address.</summary>
    public required Located<string> Host { get; init; }

    /// <summary>5060, or 5061 with TLS, unless given.</summary>
    public required int Port { get; init; }

    /// <summary>The transport that phones register by.</summary>
    public SipTransport Transport { get; init; }

    public SrtpUse Srtp { get; init; }

    public required Located<SipChannel> Channel { get; init; }

    /// <summary>The context of the site's numbers, and the calling context of extensions that name none.</summary>
    public required Located<string> Context { get; init; }

    /// <summary>Calling contexts by name, each with the administrator's contexts that it includes, in order.</summary>
    public required ImmutableArray<CallingContextSpec> Contexts { get; init; }

    /// <summary>Asterisk's codec names, in order of preference.</summary>
    public required ImmutableArray<Located<string>> Codecs { get; init; }

    /// <summary>True where phones are behind address translation.</summary>
    public required bool Nat { get; init; }

    /// <summary>How long a registration lasts. Whole seconds.</summary>
    public required TimeSpan RegisterExpires { get; init; }

    /// <summary>Extra endpoint (pjsip) or peer (sip) options, by name.</summary>
    public required ImmutableArray<EndpointOptionSpec> Endpoint { get; init; }
}

/// <summary>Which of Asterisk's two SIP channel drivers is used.</summary>
public enum SipChannel
{
    /// <summary>res_pjsip: Asterisk 13 and newer.</summary>
    Pjsip,

    /// <summary>chan_sip: Asterisk 20 and older.</summary>
    Sip,
}

/// <summary>A calling context and what it includes.</summary>
public sealed record CallingContextSpec(Located<string> Name, ImmutableArray<Located<string>> Include);

/// <summary>An extra option of every endpoint.</summary>
public sealed record EndpointOptionSpec(Located<string> Name, Located<string> Value);
