using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Dhcp;

/// <summary>The DHCP options by which a factory phone of a family finds its bootstrap file.</summary>
/// <param name="Class">The family's class.</param>
/// <param name="ServerName">Option 66: a host for plain TFTP, else the URL of the bootstrap file with the phone's own macro.</param>
/// <param name="ServerAddress">Option 150: the TFTP server's IPv4 address; null where a name, a port or another protocol says what it cannot.</param>
internal sealed record ProvisioningOptions(DeviceClass Class, string ServerName, string? ServerAddress)
{
    private const string PlainTftp = "tftp://";
    private const string TftpPort = ":69";

    /// <summary>Those of every family whose bootstrap files a fleet publishes.</summary>
    public static ImmutableArray<ProvisioningOptions> Of(EffectiveFleet fleet) =>
        [.. PhoneArtifacts.BootstrapsOf(fleet).Select(model => DeviceFamilies.Of(model).DhcpClassOf(model)).OfType<DeviceClass>().DistinctBy(c => c.Tag).Select(c => Of(fleet.Site.Provisioning, c))];

    private static ProvisioningOptions Of(ProvisioningSpec provisioning, DeviceClass device)
    {
        var url = provisioning.Url.Value.TrimEnd('/');
        var host = url.EndsWith(TftpPort, StringComparison.Ordinal) ? url[..^TftpPort.Length] : url;
        if (device.IsSentToFile || !host.StartsWith(PlainTftp, StringComparison.Ordinal) || host.LastIndexOf(':') > PlainTftp.Length)
        {
            return new ProvisioningOptions(device, $"{url}/{device.BootstrapPath}".TrimEnd('/'), null);
        }

        // With a bare host the phone asks by TFTP for what its factory profile rule says, such as /spa$PSN.cfg.
        host = host[PlainTftp.Length..];
        var isAddress = IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork;
        return new ProvisioningOptions(device, host, isAddress && device.HasServerAddress ? host : null);
    }
}
