using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Reconciler.Agent.Serving;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Host.Secrets;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;
using Reconciler.Testing.Servers;
using Reconciler.Testing.Sites;

namespace Reconciler.Agent.Tests.Serving;

public sealed class HttpsServerTests : IAsyncLifetime
{
    private const string Anna = "/xml/spa002584000001.xml";
    private const string Ben = "/xml/spa002584000002.xml";
    private const string AnnasKey = "/keys" + Anna;
    private const string AnnasCertificate = "CN=SPA504G, OU=002584000001, O=Cisco";

    private readonly Site _site = new();
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly CollectingLogger<PublishedFileServer> _log = new();
    private readonly List<IAsyncDisposable> _servers = [];
    private Uri? _address;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site.Repository.Commit("Encrypt", ("site.yaml", SmallOffice.Site.Replace("{ url: \"tftp://192.0.2.10\" }", "{ url: \"http://192.0.2.10\", keyUrl: \"https://192.0.2.10:8443\", encrypt: true }", StringComparison.Ordinal)));
        await _site.RunAsync();
        _folder.Write("ca.pem", _authority.Pem);
        WriteCertificate();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _site.Dispose();
        _folder.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData(ClientCertificates.Required)]
    [InlineData(ClientCertificates.Optional)]
    public async Task PhoneWithACertificate_GetsItsOwnProfileAndKey_AndNoOthers(ClientCertificates asked)
    {
        await StartAsync(asked);
        using var phone = Client(AnnasCertificate);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(phone, "/spa504G.cfg"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(phone, Anna));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(phone, AnnasKey));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(phone, Ben));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(phone, "/keys" + Ben));
        Assert.Contains(_log.Messages, m => m.Contains($"may not have {Ben}: it is 002584000001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeyFile_OpensTheProfile_AndNamesItsRule()
    {
        await StartAsync(ClientCertificates.Required);
        using var phone = Client(AnnasCertificate);

        var key = XDocument.Parse(await phone.GetStringAsync(new Uri(_address!, AnnasKey), Token)).Root!;
        var profile = await phone.GetByteArrayAsync(new Uri(_address!, Anna), Token);

        Assert.Equal("[--key $SA] http://192.0.2.10/xml/spa$MA.xml", key.Element("Profile_Rule_B")!.Value);
        Assert.Equal(24, key.Element("GPP_SA")!.Value.Length);
        Assert.True(EncryptedProfile.IsEncrypted(profile));
        var mac = new MacAddress(0x002584000001);
        var text = Encoding.UTF8.GetString(EncryptedProfile.Open(profile, mac, Secrets())!);
        Assert.StartsWith("<flat-profile>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("GPP_SA", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereCertificatesAreNeeded_NobodyElseGetsThrough()
    {
        await StartAsync(ClientCertificates.Required);
        using var strangers = new TestAuthority();
        using var without = Client(null);
        using var forged = Client(AnnasCertificate, strangers);

        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(without, "/spa504G.cfg"));
        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(forged, "/spa504G.cfg"));
    }

    [Fact]
    public async Task WhereCertificatesAreOptional_AForgedOneIsRefused_AndNoneGetsNoKey()
    {
        await StartAsync(ClientCertificates.Optional);
        using var strangers = new TestAuthority();
        using var without = Client(null);
        using var forged = Client(AnnasCertificate, strangers);

        await Assert.ThrowsAsync<HttpRequestException>(() => StatusAsync(forged, Anna));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(without, Anna));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(without, AnnasKey));
    }

    [Fact]
    public async Task WhereNobodyIsAsked_NobodyGetsAKey()
    {
        await StartAsync(ClientCertificates.None);
        using var phone = Client(AnnasCertificate);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(phone, Anna));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(phone, AnnasKey));
    }

    [Theory]
    [InlineData("CN=SPA504G, OU=spare part")]
    [InlineData("CN=002584000001, OU=002584000002")]
    [InlineData("CN=SPA504G, L=002584000001")]
    public async Task CertificateOfNoPhone_GetsWhatIsForAllPhones(string subject)
    {
        await StartAsync(ClientCertificates.Required);
        using var phone = Client(subject);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(phone, "/spa504G.cfg"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(phone, Anna));
    }

    [Fact]
    public async Task PlainHttp_GivesOutNoKey()
    {
        await StartAsync(null);
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, AnnasKey));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, Anna));
    }

    [Fact]
    public async Task Certificate_IsReadAgainWhenItChanges_AndTheOldOneStaysWhereTheNewIsBroken()
    {
        await StartAsync(ClientCertificates.None);
        var first = await ShownAsync();

        _folder.Write("https.pem", "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n");
        Assert.Equal(first, await ShownAsync());
        Assert.Contains(_log.Messages, m => m.StartsWith("The certificate of before stays in use: ", StringComparison.Ordinal));

        // A certificate whose key is still to be written.
        var (certificate, key) = _authority.ForServer();
        _folder.Write("https.pem", certificate);
        Assert.Equal(first, await ShownAsync());
        WriteKey(key);

        Assert.NotEqual(first, await ShownAsync());
        Assert.Contains(_log.Messages, m => m.Contains("is in use from now on, until 2070-01-01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_ThatEverybodyMayRead_IsRefusedAtTheStart()
    {
        File.SetUnixFileMode(_folder.PathOf("https.key"), (UnixFileMode)0b110_100_100);

        var exception = await Assert.ThrowsAsync<HostConfigurationException>(() => StartAsync(ClientCertificates.None));

        Assert.Contains("can be read by everybody on this host; chmod o= ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfAnotherCertificate_IsRefusedAtTheStart()
    {
        WriteKey(_authority.ForServer().Key);

        var exception = await Assert.ThrowsAsync<HostConfigurationException>(() => StartAsync(ClientCertificates.None));

        Assert.Contains("are not a certificate and its key", exception.Message, StringComparison.Ordinal);
    }

    private HostSecretSource Secrets() => new(new MasterKey(_site.Key), "office", _ => null, null);

    private async Task StartAsync(ClientCertificates? asked)
    {
        var store = _site.Setup().Roots.Served;
        var server = new PublishedFileServer(new ListenAddress(new IPEndPoint(IPAddress.Loopback, 0), "served.https.listen"), store, ServerLimits.Of(10_000), null, _log)
        {
            Https = asked is not { } mode ? null : new HttpsSettings
            {
                Listen = "127.0.0.1:0",
                CertificateFile = _folder.PathOf("https.pem"),
                KeyFile = _folder.PathOf("https.key"),
                ClientCertificates = mode,
                ClientCaFile = mode == ClientCertificates.None ? null : _folder.PathOf("ca.pem"),
            },
            Keys = new ProfileKeyFiles(store, Secrets),
        };
        _servers.Add(server);
        await server.StartAsync(Token);
        _address = server.Address;
    }

    private void WriteCertificate()
    {
        var (certificate, key) = _authority.ForServer();
        _folder.Write("https.pem", certificate);
        WriteKey(key);
    }

    private void WriteKey(string key) => File.SetUnixFileMode(_folder.Write("https.key", key), UnixFileMode.UserRead | UnixFileMode.UserWrite);

    private HttpClient Client(string? subject, TestAuthority? authority = null)
    {
        var handler = new SocketsHttpHandler { SslOptions = Trusting() };
        if (subject is not null)
        {
            handler.SslOptions.ClientCertificates = [(authority ?? _authority).ForPhone(subject)];
        }

        return new HttpClient(handler);
    }

    private SslClientAuthenticationOptions Trusting() => new()
    {
        CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { _authority.Certificate } },
    };

    private async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(_address!, path), Token);
        return response.StatusCode;
    }

    /// <summary>The serial number of the certificate that a new connection is shown.</summary>
    private async Task<string> ShownAsync()
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _address!.Port, Token);
        await using var stream = new SslStream(client.GetStream());
        var options = Trusting();
        options.TargetHost = "localhost";
        await stream.AuthenticateAsClientAsync(options, Token);
        return stream.RemoteCertificate!.GetSerialNumberString();
    }
}
