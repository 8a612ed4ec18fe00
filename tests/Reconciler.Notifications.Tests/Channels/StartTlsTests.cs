using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Reconciler.Core.Secrets;
using Reconciler.Notifications.Channels;
using Reconciler.Notifications.Troubles;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;
using Reconciler.Testing.Servers;

namespace Reconciler.Notifications.Tests.Channels;

/// <summary>E-mail to a real mail server that wants STARTTLS and a login.</summary>
public sealed class StartTlsTests : IDisposable
{
    private const string Password = "canary-password-5f2b61";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Notice Message = new(NoticeKind.Begun, "office", "Not ready: Invalid", "phones/x.yaml:3:1", Now, Now, null);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Tcp();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mail_GoesOverTls_AfterALogin()
    {
        var certificate = MakeCertificate();
        await using var server = await StartAsync();

        await CreateSut(certificate).SendAsync(Message, Token);

        await server.WaitForOutputAsync("taken", Token);
        Assert.Contains("secured: TLSv1.3", server.Output, StringComparison.Ordinal);
        Assert.Contains("for: telephony@example.com", server.Output, StringComparison.Ordinal);
        Assert.Contains("Subject: [office] Not ready: Invalid", server.Output, StringComparison.Ordinal);
    }

    /// <summary>Neither by the system's certificates nor by a stranger's.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_ThatNobodyVouchesFor_GetsNoPassword(bool hasStrangersFile)
    {
        var stranger = hasStrangersFile ? MakeCertificate() : null;
        MakeCertificate();
        await using var server = await StartAsync();

        var exception = await Assert.ThrowsAsync<NoticeNotSentException>(() => CreateSut(stranger).SendAsync(Message, Token));

        Assert.Contains("SslHandshakeException", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("login:", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void CaFile_WithoutACertificate_IsRefusedAtStart()
    {
        var file = _folder.Write("empty.pem", "nothing\n");
        var settings = new NotificationSettings { Remind = TimeSpan.FromHours(24), Email = Settings(file) };
        using var sender = new JsonSender();

        Assert.Contains("notifications.email.caFile", Assert.Throws<HostConfigurationException>(() => ChannelList.Of(settings, sender)).Message, StringComparison.Ordinal);
    }

    private EmailChannel CreateSut(string? authorities) => new(Settings(authorities), "ada", Password);

    private EmailSettings Settings(string? authorities) =>
        new("127.0.0.1", _port, MailSecurity.StartTls, "reconciler@example.com", ["telephony@example.com"], null, null, authorities);

    private Task<MailServer> StartAsync() => MailServer.StartAsync(_port, _folder.PathOf("server.pem"), _folder.PathOf("server.key"), "ada", Password, Token);

    /// <summary>The server's, for its address; makes a new one each time, and gives a copy.</summary>
    private string MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        _folder.Write("server.pem", certificate.ExportCertificatePem());
        _folder.Write("server.key", key.ExportPkcs8PrivateKeyPem());
        return _folder.Write($"{certificate.Thumbprint}.pem", certificate.ExportCertificatePem());
    }
}
