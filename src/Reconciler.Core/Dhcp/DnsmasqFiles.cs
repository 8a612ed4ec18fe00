namespace Reconciler.Core.Dhcp;

/// <summary>The fragments for dnsmasq: options for phones by their vendor class, and reservations.</summary>
internal static class DnsmasqFiles
{
    public const string HostsFile = "dnsmasq.hosts";

    private const string Tag = "cisco-spa";
    private const string Header = "Made by reconciler from the repository. Changes made here are lost: change the repository.";

    /// <param name="options">The options that phones are given.</param>
    /// <param name="directory">The DHCP root on this host; null where it is not known (then the administrator names the hosts file).</param>
    public static byte[] Configuration(ProvisioningOptions options, string? directory)
    {
        var writer = new DnsmasqWriter()
            .Comment(Header)
            .VendorClass(Tag, ProvisioningOptions.VendorClass)
            .Option(Tag, 66, options.ServerName);
        if (options.ServerAddress is { } address)
        {
            writer.AddressOption(Tag, 150, address);
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
            writer.Host(reservation.HardwareAddress, reservation.Address);
        }

        return writer.ToBytes();
    }
}
