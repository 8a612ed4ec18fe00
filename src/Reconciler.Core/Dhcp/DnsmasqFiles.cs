using System.Collections.Immutable;

namespace Reconciler.Core.Dhcp;

/// <summary>The fragments for dnsmasq: options for phones by their vendor class or MAC address, and reservations.</summary>
internal static class DnsmasqFiles
{
    public const string HostsFile = "dnsmasq.hosts";

    private const string Header = "Made by reconciler from the repository. Changes made here are lost: change the repository.";

    /// <param name="options">The options that phones of each family are given.</param>
    /// <param name="directory">The DHCP root on this host; null where it is not known (then the administrator names the hosts file).</param>
    public static byte[] Configuration(ImmutableArray<ProvisioningOptions> options, string? directory)
    {
        var writer = new DnsmasqWriter().Comment(Header);
        foreach (var (device, name, address) in options)
        {
            if (device.VendorClass is { } vendorClass)
            {
                writer.VendorClass(device.Tag, vendorClass);
            }

            writer.Option(device.Tag, 66, name);
            foreach (var option in device.AlsoIn)
            {
                writer.Option(device.Tag, option, name);
            }

            if (address is not null)
            {
                writer.AddressOption(device.Tag, 150, address);
            }
        }

        // dnsmasq re-reads a hosts file on SIGHUP, and wants its absolute path: that is the host's, not the repository's.
        if (directory is null)
        {
            writer.Comment($"For the reservations add dhcp-hostsfile= with the absolute path of {HostsFile} beside this file.");
        }
        else
        {
            writer.Text("dhcp-hostsfile", $"{directory.TrimEnd('/')}/current/{HostsFile}");
        }

        return writer.ToBytes();
    }

    public static byte[] Hosts(IEnumerable<Reservation> reservations)
    {
        var writer = new DnsmasqWriter().Comment(Header);
        foreach (var reservation in reservations)
        {
            writer.Host(reservation.HardwareAddress, reservation.Tag, reservation.Address);
        }

        return writer.ToBytes();
    }
}
