using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Dhcp;

/// <summary>The files of the DHCP root: fragments for dnsmasq and Kea that the administrator includes.</summary>
public static class DhcpArtifacts
{
    /// <summary>Raised whenever the same specs would give other files.</summary>
    private const int Version = 2;

    /// <param name="fleet">The fleet to be served.</param>
    /// <param name="directory">The absolute path of the DHCP root on this host; null where it is not known (validate, plan, render).</param>
    public static ImmutableArray<Artifact> Create(EffectiveFleet fleet, string? directory = null)
    {
        var options = ProvisioningOptions.Of(fleet);
        var reservations = Reservation.Of(fleet, options).ToImmutableArray();
        var inputs = DigestOf(options, reservations, directory);
        return
        [
            Create("dnsmasq.conf", () => DnsmasqFiles.Configuration(options, directory)),
            Create(DnsmasqFiles.HostsFile, () => DnsmasqFiles.Hosts(reservations)),
            Create("kea.json", () => KeaFile.Of(options, reservations)),
        ];

        Artifact Create(string path, Func<byte[]> render) => new(ArtifactTarget.Dhcp, path, inputs, null, render);
    }

    private static Digest DigestOf(ImmutableArray<ProvisioningOptions> options, ImmutableArray<Reservation> reservations, string? directory)
    {
        using var builder = new DigestBuilder();
        builder.Add("dhcp").Add(Version).Add(directory).Add(reservations.Length);
        foreach (var family in options)
        {
            builder.Add(family.Class.Tag).Add(family.ServerName).Add(family.ServerAddress);
        }

        foreach (var reservation in reservations)
        {
            builder.Add((long)reservation.Mac.Value).Add(reservation.Address).Add(reservation.Tag);
        }

        return builder.Build();
    }
}
