using System.Globalization;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>The transport of SIP.</summary>
public enum SipTransport
{
    Udp,
    Tcp,
    Tls,
}

/// <summary>The words and ports of transports.</summary>
public static class SipTransports
{
    private const int Port = 5060;
    private const int TlsPort = 5061;

    public static int DefaultPort(SipTransport transport) => transport == SipTransport.Tls ? TlsPort : Port;

    /// <summary>As phones have it: <c>UDP</c>.</summary>
    public static string Element(SipTransport transport) => transport switch
    {
        SipTransport.Tcp => "TCP",
        SipTransport.Tls => "TLS",
        _ => "UDP",
    };

    /// <summary>As specs and chan_sip have it: <c>udp</c>.</summary>
    public static string Word(SipTransport transport) => transport switch
    {
        SipTransport.Tcp => "tcp",
        SipTransport.Tls => "tls",
        _ => "udp",
    };

    /// <summary>The transport of that word; anything else is UDP, which the schema has refused.</summary>
    public static SipTransport Parse(string? word) => word switch
    {
        "tcp" => SipTransport.Tcp,
        "tls" => SipTransport.Tls,
        _ => SipTransport.Udp,
    };

    /// <summary><c>host</c>, or <c>host:port</c> with TLS and where the port is not 5060: which port a phone takes with TLS by itself is documented nowhere.</summary>
    public static string Proxy(string host, int port, SipTransport transport) => port == Port && transport != SipTransport.Tls ? host : $"{host}:{port.ToString(CultureInfo.InvariantCulture)}";
}
