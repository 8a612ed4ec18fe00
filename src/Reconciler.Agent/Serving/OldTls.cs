using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Reconciler.Agent.Serving;

// SYSLIB0039, CA5397, CA5359: old phones speak nothing newer, so that what they speak has to be named; the client here talks to its own process.
#pragma warning disable SYSLIB0039, CA5397, CA5359

/// <summary>Versions of TLS that OpenSSL no longer speaks by itself.</summary>
internal static class OldTls
{
    public const SslProtocols First = SslProtocols.Tls;

    public static readonly ImmutableArray<SslProtocols> All = [SslProtocols.Tls, SslProtocols.Tls11];

    /// <summary>Whether this process speaks it, tried with itself: what OpenSSL's configuration forbids shows in a handshake alone.</summary>
    public static bool IsSpoken(SslProtocols version, SslStreamCertificateContext certificate)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        using var server = listener.AcceptTcpClient();
        using var ours = new SslStream(server.GetStream());
        using var theirs = new SslStream(client.GetStream());
        var answering = ours.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate, EnabledSslProtocols = version });
        try
        {
            theirs.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = version, RemoteCertificateValidationCallback = (_, _, _, _) => true });
            answering.GetAwaiter().GetResult();
            return true;
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            server.Close();
            _ = answering.ContinueWith(ended => ended.Exception, TaskScheduler.Default);
            return false;
        }
    }
}
