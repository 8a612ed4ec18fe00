using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Testing;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance.Doctor;

/// <summary>Hosts whose disk, clock, ports, servers or repository are not as they must be.</summary>
public sealed class BrokenServicesTests : IDisposable
{
    private readonly DoctorBench _host = new();

    public BrokenServicesTests() => Requires.Root();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("size=1m", "MiB left and should have 100", "du -xh")]
    [InlineData("size=200m,nr_inodes=100", "more files (inodes)", "du -x --inodes")]
    [InlineData("size=200m,ro", "is mounted read-only", "mount -o remount,rw")]
    public async Task Disk_WithoutRoom(string options, string problem, string remedy)
    {
        await DoctorBench.RunAsync("mount", "-t", "tmpfs", "-o", options + ",mode=700", "tmpfs", _host.PathOf("state"));
        try
        {
            await _host.AssertFindsAsync(problem, remedy);
        }
        finally
        {
            await DoctorBench.RunAsync("umount", _host.PathOf("state"));
        }
    }

    [Fact]
    public async Task Clock_KeptByNobody()
    {
        _host.IsClockSynchronized = false;
        await _host.AssertFindsAsync("No time server keeps the clock", "timedatectl set-ntp true");
    }

    [Fact]
    public async Task Clock_LongPast()
    {
        _host.Time = new FakeTimeProvider(new DateTimeOffset(2015, 10, 21, 0, 0, 0, TimeSpan.Zero));
        await _host.AssertFindsAsync("says 2015-10-21", "timedatectl set-ntp true");
    }

    [Fact]
    public async Task Port_OfAnotherProgram()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        _host.Served = $", http: \"{other.LocalEndpoint}\"";
        await _host.AssertFindsAsync($"Another program listens on {other.LocalEndpoint}, which served.http gives", "ss -ltnp");
    }

    [Fact]
    public async Task Port_OfNoAddressOfThisHost()
    {
        _host.More = "http: { listen: \"192.0.2.77:8066\" }";
        await _host.AssertFindsAsync("192.0.2.77 (http.listen) is no address of this host", "ip -brief address");
    }

    [Fact]
    public async Task Dhcp_IncludedByNobody()
    {
        Directory.CreateDirectory(_host.PathOf("etc/dnsmasq.d/reconciler"));
        _host.More = "dhcp: { directory: etc/dnsmasq.d/reconciler }";
        await _host.AssertFindsAsync("No DHCP server on this host includes", $"echo 'conf-file={_host.PathOf("etc/dnsmasq.d/reconciler")}/current/dnsmasq.conf' > {_host.PathOf("etc/dnsmasq.d/reconciler.conf")}");

        _host.Write("etc/dnsmasq.d/reconciler.conf", $"conf-file={_host.PathOf("etc/dnsmasq.d/reconciler")}/current/dnsmasq.conf\n");
        Assert.Empty(await _host.FindAsync());
    }

    [Fact]
    public async Task Tftp_ServesWhatIsPublished()
    {
        await using var server = await TftpdServer.StartAsync(_host.PathOf("srv"), Token);
        await _host.PublishAsync($"tftp://{server.EndPoint}");
        Assert.Empty(await _host.FindAsync());
    }

    [Fact]
    public async Task Tftp_ServesAnotherRoot()
    {
        Directory.CreateDirectory(_host.PathOf("other"));
        await using var server = await TftpdServer.StartAsync(_host.PathOf("other"), Token);
        await _host.PublishAsync($"tftp://{server.EndPoint}");
        await _host.AssertFindsAsync($"The TFTP server does not give out tftp://{server.EndPoint}/spa", $"TFTP_DIRECTORY=\"{_host.PathOf("srv")}\"");
    }

    [Fact]
    public async Task Tftp_ServesAnotherFile()
    {
        _host.Write("other/spa504G.cfg", "<flat-profile/>");
        await using var server = await TftpdServer.StartAsync(_host.PathOf("other"), Token);
        await _host.PublishAsync($"tftp://{server.EndPoint}");
        foreach (var name in Directory.EnumerateFiles(_host.PathOf("srv"), "spa*.cfg").Select(Path.GetFileName))
        {
            _host.Write($"other/{name}", "<flat-profile/>");
        }

        await _host.AssertFindsAsync("The server gives out another file as", $"TFTP_DIRECTORY=\"{_host.PathOf("srv")}\"");
    }

    [Fact]
    public async Task Tftp_AnswersNowhere()
    {
        await _host.PublishAsync($"tftp://127.0.0.1:{FreePort.Udp().ToString(CultureInfo.InvariantCulture)}");
        await _host.AssertFindsAsync("No TFTP server answers at tftp://127.0.0.1", "apt install tftpd-hpa");
    }

    [Fact]
    public async Task Http_AnswersNowhere()
    {
        await _host.PublishAsync($"http://127.0.0.1:{FreePort.Tcp().ToString(CultureInfo.InvariantCulture)}");
        await _host.AssertFindsAsync("No HTTP server answers at http://127.0.0.1", "set served.http");
    }

    [Fact]
    public async Task Repository_Missing()
    {
        _host.RepositorySection = "{ url: /nowhere/phones.git }";
        await _host.AssertFindsAsync("There is no directory /nowhere/phones.git", "Correct repository.url");
    }

    [Fact]
    public async Task Repository_WithoutTheBranch()
    {
        _host.RepositorySection = $"{{ url: {_host.Repository.DirectoryPath}, branch: live }}";
        await _host.AssertFindsAsync("has no branch live (it has main)", "Correct repository.branch in the agent's file, or push it");
    }

    [Fact]
    public async Task Repository_ThatMayNotBeWritten()
    {
        _host.WritePrivate("password", "Git-canary-3Kd9");
        await using var server = await GitHttpsServer.StartAsync(Path.GetDirectoryName(_host.Repository.DirectoryPath)!, "agent", "Git-canary-3Kd9", Token);
        _host.Write("username", "agent");
        File.Copy(server.CaFile, _host.PathOf("ca.pem"));
        _host.RepositorySection = $"{{ url: \"{server.UrlOf("site.git")}\", credentials: {{ usernameFile: username, passwordFile: password, caFile: ca.pem }} }}";
        _host.More = "status: { branch: status/office }";
        await DoctorBench.RunAsync("git", "-C", _host.Repository.DirectoryPath, "config", "http.receivepack", "true");
        Assert.Empty(await _host.FindAsync());

        await DoctorBench.RunAsync("git", "-C", _host.Repository.DirectoryPath, "config", "http.receivepack", "false");
        await _host.AssertFindsAsync("does not let these credentials write", "give it one of its own under status.credentials");
    }

    [Fact]
    public async Task SignatureKeys_ThatAreMissing()
    {
        _host.RepositorySection = $"{{ url: {_host.Repository.DirectoryPath}, verify: {{ mode: head, allowedSigners: signers }} }}";
        await _host.AssertFindsAsync("so that no commit can be accepted", "Put the keys of those who may commit");
    }
}
