using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Dhcp;

/// <summary>The DHCP options by which a factory phone finds its bootstrap file.</summary>
/// <param name="ServerName">Option 66: a host for plain TFTP, else the URL of the bootstrap file with the phone's own macro.</param>
/// <param name="ServerAddress">Option 150: the TFTP server's IPv4 address; null where a name, a port or another protocol says what it cannot.</param>
internal sealed record ProvisioningOptions(string ServerName, string? ServerAddress)
{
    /// <summary>The beginning of option 60, in which phones of this family name themselves: <c>Cisco SPA525g</c>.</summary>
    public const string VendorClass = "Cisco SPA";

    private const string PlainTftp = "tftp://";
    private const string TftpPort = ":69";

    public static ProvisioningOptions Of(ProvisioningSpec provisioning)
    {
        var url = provisioning.Url.Value.TrimEnd('/');
        var host = url.EndsWith(TftpPort, StringComparison.Ordinal) ? url[..^TftpPort.Length] : url;
        if (!host.StartsWith(PlainTftp, StringComparison.Ordinal) || host.LastIndexOf(':') > PlainTftp.Length)
        {
            return new ProvisioningOptions($"{url}/spa$PSN.cfg", null);
        }

        // With a bare host the phone asks for /spa$PSN.cfg by TFTP: its factory profile rule.
        host = host[PlainTftp.Length..];
        var isAddress = IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork;
        return new ProvisioningOptions(host, isAddress ? host : null);
    }
}
