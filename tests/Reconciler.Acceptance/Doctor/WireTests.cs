using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Testing;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance.Doctor;

/// <summary>Hosts whose profiles travel in the clear, or whose certificates are not as they must be.</summary>
public sealed class WireTests : IDisposable
{
    private readonly DoctorBench _host = new();
    private readonly TestAuthority _authority = new();
    private readonly int _port = FreePort.Tcp();

    public WireTests() => Requires.Root();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _host.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task Profiles_InTheClear_AreWarnedOf_UntilSomebodyAnswersForThem()
    {
        await using var server = await TftpdServer.StartAsync(_host.PathOf("srv"), Token);
        _host.IsClearTextAccepted = false;
        await _host.PublishAsync($"tftp://{server.EndPoint}");
        await _host.AssertFindsAsync("Profiles with passwords go out by tftp in the clear", "clearText: accepted");
        Assert.Equal(Agent.Doctor.FindingSeverity.Warning, Assert.Single(await _host.FindAsync()).Severity);

        _host.IsClearTextAccepted = true;
        Assert.Empty(await _host.FindAsync());
    }

    [Fact]
    public async Task Profiles_Encrypted_AreNotWarnedOf()
    {
        await using var server = await TftpdServer.StartAsync(_host.PathOf("srv"), Token);
        _host.IsClearTextAccepted = false;
        _host.Provisioning = ", encrypt: true";
        await _host.PublishAsync($"tftp://{server.EndPoint}");
        Assert.Empty(await _host.FindAsync());
    }

    [Fact]
    public async Task Https_SoundHost()
    {
        _host.IsClearTextAccepted = false;
        Serve();
        await _host.PublishAsync(Url("localhost"));
        Assert.Empty(await _host.FindAsync());
    }

    [Fact]
    public async Task Keys_GivenOutByNobody()
    {
        await PublishWithKeysAsync();
        await _host.AssertFindsAsync("Phones fetch the keys of their profiles from https://localhost", "Add served.https");
    }

    [Fact]
    public async Task Keys_WithoutThePhonesCertificates()
    {
        Serve(clientCertificates: "none");
        await PublishWithKeysAsync();
        await _host.AssertFindsAsync("none is given to phones that are not asked", "clientCertificates to required");
    }

    [Fact]
    public async Task Certificate_ThatEnded()
    {
        Serve(until: new DateTimeOffset(2024, 2, 3, 0, 0, 0, TimeSpan.Zero));
        await _host.AssertFindsAsync("ended on 2024-02-03", "the agent takes it up by itself");
    }

    [Fact]
    public async Task Certificate_ThatEndsSoon()
    {
        Serve(until: new DateTimeOffset(2050, 2, 3, 0, 0, 0, TimeSpan.Zero));
        _host.Time = new FakeTimeProvider(new DateTimeOffset(2050, 1, 25, 0, 0, 0, TimeSpan.Zero));
        await _host.AssertFindsAsync("ends on 2050-02-03", "Renew it in");
    }

    [Fact]
    public async Task Certificate_OfAnotherHost()
    {
        Serve();
        await _host.PublishAsync(Url("pbx.example.com"));
        await _host.AssertFindsAsync("is not made for pbx.example.com", "names it as an alternative name");
    }

    [Fact]
    public async Task Certificate_OfAnotherKey()
    {
        Serve();
        _host.WritePrivate("https.key", _authority.ForServer().Key);
        await _host.AssertFindsAsync("are not a certificate and its key in PEM", "Name those that belong together");
    }

    [Fact]
    public async Task Key_OpenToEverybody()
    {
        Serve();
        File.SetUnixFileMode(_host.PathOf("https.key"), (UnixFileMode)0b110_100_100);
        await _host.AssertFindsAsync("is open to everybody on this host", "chmod o= ");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task Authorities_Missing()
    {
        Serve();
        File.Delete(_host.PathOf("ca.pem"));
        await _host.AssertFindsAsync("(served.https.clientCaFile) does not exist", "correct the agent's file");
    }

    private string Url(string host) => string.Create(CultureInfo.InvariantCulture, $"https://{host}:{_port}");

    private async Task PublishWithKeysAsync()
    {
        _host.Provisioning = $", keyUrl: \"{Url("localhost")}\", encrypt: true";
        await _host.PublishAsync("http://127.0.0.1:1");
    }

    private void Serve(DateTimeOffset? until = null, string clientCertificates = "required")
    {
        var (certificate, key) = _authority.ForServer(until);
        _host.Write("https.pem", certificate);
        _host.WritePrivate("https.key", key);
        _host.Write("ca.pem", _authority.Pem);
        _host.Served = string.Create(
            CultureInfo.InvariantCulture,
            $", https: {{ listen: \"127.0.0.1:{_port}\", certificateFile: https.pem, keyFile: https.key, clientCertificates: {clientCertificates}, clientCaFile: ca.pem }}");
    }
}
