using System.Net;
using Reconciler.Acceptance.Offices;
using Reconciler.Testing;
using Reconciler.Testing.Networking;
using Reconciler.Testing.Servers;
using Reconciler.Testing.SimulatedPhone;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Acceptance;

/// <summary>
/// The texts of a site that reach a DHCP server, each as somebody's worst: refused by <c>render</c>, or a phone that asks a real Kea and a real dnsmasq with the
/// fragments gets what was meant, and nothing else changes in the server.
/// </summary>
public sealed class HostileDhcpTests : IDisposable
{
    private const string Interface = "eth0";
    private const string Server = "192.168.2.245";
    private const string Mac = "002584061156";

    /// <summary>Hosts of <c>provisioning.url</c>, the one text that gets into an option.</summary>
    private static readonly string[] Hosts =
    [
        "a;b", "a,b", "a\"b", "a'b", "a\\\\b", "a b", "a#b", "a\\tb", "a\\nb", "${x}", "$(id)", "`id`", "%0a", "a|b", "a=b", "<?include x?>", "//x", "a\\u0000b", "\\u200b", "ünïcode.example",
        "рbx.example.com", "a..b", ".a", "a.", "-a.example", "tag:x,66,y", "192.168.2.245,192.168.2.1", "192.168.2.300", "0x7f000001", "::1", "[::1]", "user:pw@pbx.example.com",
        "pbx.example.com", "PBX-1.Example.COM", "192.168.2.77", "x", "1a.example", "xn--pbx-hoa.example",
    ];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ProvisioningHost_IsRefusedOrWhatThePhoneGets()
    {
        var taken = new List<string>();
        for (var index = 0; index < Hosts.Length; index++)
        {
            if (await RenderAsync(index, Hosts[index]))
            {
                taken.Add(Hosts[index]);
            }
        }

        Assert.Equal(["pbx.example.com", "PBX-1.Example.COM", "192.168.2.77", "x", "1a.example", "xn--pbx-hoa.example"], taken);
        await using var server = await NetworkNamespace.CreateAsync(Token);
        await using var desk = await NetworkNamespace.CreateAsync(Token);
        var identity = new PhoneIdentity { Mac = Mac, ProductName = "SPA525G" };
        await NetworkNamespace.ConnectAsync((server, "00:0c:29:1c:33:a3"), (desk, identity.MacWithColons), Interface, Token);
        await server.AddAddressAsync(Interface, $"{Server}/24", Token);
        foreach (var host in taken)
        {
            AssertIs(host, await LeaseOfKeaAsync(server, desk, identity, FolderOf(host)), "Kea");
            AssertIs(host, await LeaseOfDnsmasqAsync(server, desk, identity, FolderOf(host)), "dnsmasq");
        }
    }

    private static void AssertIs(string host, DhcpLease lease, string who)
    {
        Assert.True(lease.TftpServerName == host, $"{who} tells a phone '{lease.TftpServerName}', not '{host}'");
        Assert.Equal(IPAddress.TryParse(host, out var address) ? [address] : [], lease.TftpServers);
        Assert.Equal(IPAddress.Parse("192.168.2.151"), lease.Address);
    }

    private string FolderOf(string host) => _folder.PathOf("out" + Array.IndexOf(Hosts, host).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task<bool> RenderAsync(int index, string host)
    {
        var site = _folder.MakeFolder($"site{index}");
        await File.WriteAllTextAsync(Path.Combine(site, "site.yaml"), $"name: hq\nprovisioning: {{ url: \"tftp://{host}\" }}\nasterisk: {{ host: {Server}, channel: pjsip, context: desk }}\nmodels: [SPA525G]\n", Token);
        Directory.CreateDirectory(Path.Combine(site, "phones"));
        await File.WriteAllTextAsync(Path.Combine(site, "phones/fred.yaml"), $"mac: {Mac}\nmodel: SPA525G\naddress: 192.168.2.151\nkeys: [151]\n", Token);
        Directory.CreateDirectory(Path.Combine(site, "extensions"));
        await File.WriteAllTextAsync(Path.Combine(site, "extensions/151.yaml"), "extension: 151\nname: Fred\n", Token);
        var result = await ReconcilerProgram.RunAsync([], ["render", site, "--out", FolderOf(host)], Token);
        Assert.True(result.ExitCode is 0 or 3, $"{host}: {result.ExitCode}\n{result.Output}{result.Errors}");
        return result.ExitCode == 0;
    }

    private static async Task<DhcpLease> LeaseOfKeaAsync(NetworkNamespace server, NetworkNamespace desk, PhoneIdentity identity, string rendered)
    {
        await using var kea = await KeaServer.StartAsync(server, Interface, $"<?include \"{rendered}/dhcp/kea.json\"?>", Token);
        return await new DhcpClient(desk, Interface, identity).AcquireAsync(Token);
    }

    private static async Task<DhcpLease> LeaseOfDnsmasqAsync(NetworkNamespace server, NetworkNamespace desk, PhoneIdentity identity, string rendered)
    {
        await using var dnsmasq = await DnsmasqServer.StartAsync(
            server, IPAddress.Parse(Server), rendered,
            ["dhcp-range=192.168.2.100,192.168.2.140,30m", "dhcp-authoritative", $"conf-file={rendered}/dhcp/dnsmasq.conf", $"dhcp-hostsfile={rendered}/dhcp/dnsmasq.hosts"], Token);
        return await new DhcpClient(desk, Interface, identity).AcquireAsync(Token);
    }
}
