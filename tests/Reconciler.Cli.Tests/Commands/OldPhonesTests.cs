using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Reconciler.Testing;
using Reconciler.Testing.Servers;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>Phones that speak TLS 1.0 alone, with certificates of 1024 bits and SHA-1: OpenSSL stands for them, and the agent runs as docs/https.md says.</summary>
public sealed class OldPhonesTests : IDisposable
{
    private readonly OfficeHost _host = new();
    private readonly TestAuthority _authority = new();
    private readonly int _port = FreePort.Tcp();

    public OldPhonesTests()
    {
        var (certificate, key) = _authority.ForServer();
        _host.Write("ca.pem", _authority.Pem);
        _host.Write("https.pem", certificate);
        _host.WriteOwned("https.key", key);
        using var phone = _authority.ForPhone("CN=SPA504G, OU=002584000001", isOld: true);
        using var phoneKey = phone.GetRSAPrivateKey()!;
        _host.WriteOwned("phone.pem", phone.ExportCertificatePem() + "\n" + phoneKey.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _host.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("-tls1", "TLSv1")]
    [InlineData("-tls1_1", "TLSv1.1")]
    [InlineData("-tls1_2", "TLSv1.2")]
    public async Task WithTheDocumentedSettings_AnOldPhoneGetsItsProfileAndNoOther(string version, string name)
    {
        _host.Environment["OPENSSL_CONF"] = _host.Write("openssl.cnf", DocumentedFile.Read("docs/https.md", "/etc/reconciler/openssl.cnf"));
        await using var agent = await StartAsync("1.0");

        var own = await FetchAsync(version, "002584000001");
        var other = await FetchAsync(version, "002584000002");

        Assert.Contains($"Protocol  : {name}", own.Replace("Protocol: ", "Protocol  : ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("<flat-profile>", own, StringComparison.Ordinal);
        Assert.Contains("403 Forbidden", other, StringComparison.Ordinal);
        Assert.DoesNotContain("oldestTls", agent.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutThem_TheAgentSaysThatItCannot()
    {
        await using var agent = await StartAsync("1.0");

        await agent.SaysAsync("served.https.oldestTls is 1.0, and the OpenSSL of this process speaks nothing older than TLS 1.2");
    }

    [Fact]
    public async Task WithTheDefault_OldTlsIsNotSpoken()
    {
        _host.Environment["OPENSSL_CONF"] = _host.Write("openssl.cnf", DocumentedFile.Read("docs/https.md", "/etc/reconciler/openssl.cnf"));
        await using var agent = await StartAsync(null);

        Assert.DoesNotContain("<flat-profile>", await FetchAsync("-tls1", "002584000001"), StringComparison.Ordinal);
        Assert.Contains("<flat-profile>", await FetchAsync("-tls1_2", "002584000001"), StringComparison.Ordinal);
    }

    private async Task<RunningProcess> StartAsync(string? oldest)
    {
        await _host.ReconcileAsync();
        var more = oldest is null ? "" : $", oldestTls: \"{oldest}\"";
        _host.WriteAgentFile(served: string.Create(
            CultureInfo.InvariantCulture,
            $"{{ directory: srv, https: {{ listen: \"127.0.0.1:{_port}\", certificateFile: https.pem, keyFile: https.key, clientCertificates: required, clientCaFile: ca.pem{more} }} }}"));
        return await _host.StartAgentAsync("Serving published files on https://");
    }

    private async Task<string> FetchAsync(string version, string mac)
    {
        string[] arguments =
        [
            "s_client", "-connect", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}"), version, "-cipher", "ALL:@SECLEVEL=0",
            "-cert", _host.PathOf("phone.pem"), "-key", _host.PathOf("phone.pem"), "-CAfile", _host.PathOf("ca.pem"), "-ign_eof",
        ];
        var request = _host.Write("request", $"GET /xml/spa{mac}.xml HTTP/1.1\r\nHost: phones\r\nConnection: close\r\n\r\n");
        var result = await Processes.RunAsync(Requires.Tool("sh"), ["-c", "exec openssl \"$@\" < \"$0\"", request, .. arguments], null, Token);
        return result.Output + result.Errors;
    }
}
