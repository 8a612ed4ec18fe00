using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Reconciler.Testing;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance.Phones;

/// <summary>The configuration of nginx that docs/https.md shows, in a real nginx.</summary>
public sealed class NginxRecipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly int _port = FreePort.Tcp();

    public NginxRecipeTests()
    {
        _folder.OpenToEveryone();
        foreach (var name in new[] { "spa504G.cfg", "xml/spa002584000001.xml", "xml/spa0025840000ab.xml", "sw/image.bin", "other.txt" })
        {
            _folder.Write("srv/" + name, name);
        }

        var (certificate, key) = _authority.ForServer();
        _folder.Write("https.pem", certificate);
        _folder.Write("https.key", key);
        _folder.Write("ca.pem", _authority.Pem);
        _folder.OpenToEveryone();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task EachPhone_GetsItsOwnProfileOnly()
    {
        await using var nginx = await NginxServer.StartAsync(_folder.PathOf("srv"), Recipe(), Token);
        using var first = Client("CN=SPA504G, OU=002584000001, O=Cisco");
        using var second = Client("CN=\"SPA504G, MAC: 0025840000AB, Serial: CCQ00000000\"");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first, "/spa504G.cfg"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first, "/sw/image.bin"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first, "/xml/spa002584000001.xml"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(first, "/xml/spa0025840000ab.xml"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second, "/xml/spa0025840000ab.xml"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(second, "/xml/spa002584000001.xml"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(first, "/other.txt"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(first, "/.reconciler/current"));
    }

    [Fact]
    public async Task WhoProvesNothing_GetsNothing()
    {
        await using var nginx = await NginxServer.StartAsync(_folder.PathOf("srv"), Recipe(), Token);
        using var strangers = new TestAuthority("Strangers");
        using var nobody = Client(null);
        using var nameless = Client("CN=A printer");

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(nobody, "/spa504G.cfg"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(nameless, "/xml/spa002584000001.xml"));
        using var forged = Client("CN=SPA504G, OU=002584000001", strangers);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(forged, "/spa504G.cfg"));
    }

    [Fact]
    public async Task OldTls_IsSpoken()
    {
        await using var nginx = await NginxServer.StartAsync(_folder.PathOf("srv"), Recipe(), Token);

        var result = await Processes.RunAsync(
            Requires.Tool("openssl"), ["s_client", "-connect", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}"), "-tls1", "-cipher", "ALL:@SECLEVEL=0", "-CAfile", _folder.PathOf("ca.pem")], null, Token);

        Assert.Contains("New, TLSv1.0, Cipher is ", result.Output, StringComparison.Ordinal);
    }

    private string Recipe() => DocumentedFile.Read("docs/https.md", "/etc/nginx/conf.d/phones.conf")
        .Replace("listen 8443", string.Create(CultureInfo.InvariantCulture, $"listen 127.0.0.1:{_port}"), StringComparison.Ordinal)
        .Replace("/etc/reconciler/phones-ca.pem", _folder.PathOf("ca.pem"), StringComparison.Ordinal)
        .Replace("/etc/reconciler/", _folder.FullPath + "/", StringComparison.Ordinal)
        .Replace("/srv/tftp", _folder.PathOf("srv"), StringComparison.Ordinal);

    private HttpClient Client(string? subject, TestAuthority? authority = null)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { _authority.Certificate } };
        if (subject is not null)
        {
            handler.SslOptions.ClientCertificates = [(authority ?? _authority).ForPhone(subject)];
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, certificates, _, _) => certificates[0];
        }

        return new HttpClient(handler);
    }

    private async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_port}{path}")), Token);
        return response.StatusCode;
    }
}
