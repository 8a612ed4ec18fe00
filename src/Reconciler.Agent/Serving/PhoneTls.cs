using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Secrets;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Serving;

/// <summary>TLS as the phones of a site speak it.</summary>
internal sealed partial class PhoneTls
{
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    private static readonly SslProtocols[] Newest = [SslProtocols.Tls13, SslProtocols.Tls12];

    private readonly HttpsSettings _settings;
    private readonly CertificateFiles _files;

    /// <exception cref="HostConfigurationException">The certificate, its key or the authorities cannot be used.</exception>
    public PhoneTls(HttpsSettings settings, ILogger logger)
    {
        _settings = settings;
        _files = new CertificateFiles(settings, logger);
        if (settings.Oldest < SslProtocols.Tls12 && !OldTls.IsSpoken(settings.Oldest, _files.Find().Certificate))
        {
            LogNotSpoken(logger, settings.Oldest == OldTls.First ? "1.0" : "1.1");
        }
    }

    /// <summary>Whether phones are asked who they are.</summary>
    public bool AsksForCertificates => _settings.ClientCertificates != ClientCertificates.None;

    /// <summary>For the server; a client that does not finish its handshake within that time is dropped.</summary>
    public TlsHandshakeCallbackOptions Options(TimeSpan patience) => new() { HandshakeTimeout = patience, OnConnection = _ => ValueTask.FromResult(ForConnection()) };

    private SslServerAuthenticationOptions ForConnection()
    {
        var identity = _files.Find();
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = identity.Certificate,
            EnabledSslProtocols = Spoken(_settings.Oldest),
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            ClientCertificateRequired = AsksForCertificates,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = AsksForCertificates ? Policy(identity.Authorities) : null,
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                certificate is null ? _settings.ClientCertificates != ClientCertificates.Required : AsksForCertificates && errors == SslPolicyErrors.None,
        };
    }

    /// <summary>No authority of the system's: a phone's certificate is its maker's.</summary>
    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ForClients));
        foreach (var authority in authorities)
        {
            (authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData) ? policy.CustomTrustStore : policy.ExtraStore).Add(authority);
        }

        return policy;
    }

    private static SslProtocols Spoken(SslProtocols oldest) =>
        OldTls.All.Concat(Newest).Where(version => version >= oldest).Aggregate(SslProtocols.None, (all, version) => all | version);

    [LoggerMessage(
        EventId = 2412, Level = LogLevel.Error,
        Message = "served.https.oldestTls is {Version}, and the OpenSSL of this process speaks nothing older than TLS 1.2: set OPENSSL_CONF for it as docs/https.md shows")]
    private static partial void LogNotSpoken(ILogger logger, string version);
}
