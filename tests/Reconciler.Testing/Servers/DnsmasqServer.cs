using System.Net;
using Reconciler.Testing.Networking;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Testing.Servers;

/// <summary>dnsmasq as a DHCP and TFTP server inside a network namespace, where it may have the standard ports.</summary>
public sealed class DnsmasqServer : IAsyncDisposable
{
    private const string Started = "TFTP root is";

    private readonly RunningProcess _process;
    private readonly TemporaryFolder _folder;
    private readonly NetworkNamespace _network;
    private readonly IPAddress _address;

    private DnsmasqServer(RunningProcess process, TemporaryFolder folder, NetworkNamespace network, IPAddress address)
    {
        _process = process;
        _folder = folder;
        _network = network;
        _address = address;
    }

    /// <summary>What it logged: each DHCP option that was asked for and each file that was sent.</summary>
    public string Log => _process.Output;

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="network">Where.</param>
    /// <param name="address">The namespace's own address, which it listens on.</param>
    /// <param name="servedRoot">What it serves by TFTP.</param>
    /// <param name="lines">More of its configuration: ranges, and the fragments to include.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<DnsmasqServer> StartAsync(
        NetworkNamespace network, IPAddress address, string servedRoot, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        string[] own =
        [
            "port=0", "no-resolv", "no-hosts", "user=root", "log-dhcp", "log-facility=-", $"listen-address={address}", "bind-interfaces",
            $"dhcp-leasefile={folder.PathOf("leases")}", "enable-tftp", $"tftp-root={servedRoot}",
        ];
        var file = folder.Write("dnsmasq.conf", string.Concat(own.Concat(lines).Select(line => line + "\n")));
        var process = network.Start([Requires.Tool("dnsmasq"), "--keep-in-foreground", $"--conf-file={file}", $"--pid-file={folder.PathOf("pid")}"]);
        var server = new DnsmasqServer(process, folder, network, address);
        await process.WaitForOutputAsync(Started, cancellationToken);
        return server;
    }

    /// <summary>Has it read its reservations again, as its administrator does when they changed.</summary>
    public void Reload() => _process.Signal("HUP");

    /// <summary>Fetches a file as a phone does.</summary>
    public async Task<byte[]> FetchAsync(string path, CancellationToken cancellationToken) =>
        (await new TftpClient(_network.CreateSocket).FetchAsync(new IPEndPoint(_address, 69), path, cancellationToken)).Content;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Dispose();
    }
}
