using Reconciler.Testing.Networking;

namespace Reconciler.Testing.SimulatedPhone.Provisioning;

/// <summary>Gets the phone its address from a real DHCP server, by <c>udhcpc</c> in the phone's network namespace, and configures the interface with it.</summary>
public sealed class DhcpClient(NetworkNamespace network, string interfaceName, PhoneIdentity identity)
{
    // Called by udhcpc with "deconfig" first and "bound" with the lease in its environment.
    private const string Script = """
        #!/bin/sh
        [ "$1" = bound ] || exit 0
        ip address flush dev "$interface"
        ip address add "$ip/${mask:-24}" dev "$interface"
        env > "$LEASE_FILE"
        """;

    /// <summary>Discover, offer, request, acknowledge.</summary>
    public async Task<DhcpLease> AcquireAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("bound.sh", Script.ReplaceLineEndings("\n") + "\n");
        await Processes.RunSuccessfullyAsync(Requires.Tool("chmod"), ["0500", script], cancellationToken);
        var leaseFile = folder.PathOf("lease");
        var options = new ProcessOptions { Environment = new Dictionary<string, string?> { ["LEASE_FILE"] = leaseFile } };
        string[] command =
        [
            Requires.Tool("udhcpc"), "-i", interfaceName, "-f", "-q", "-n", "-t", "5", "-T", "1", "-V", identity.VendorClass,
            "-O", "2", "-O", "7", "-O", "42", "-O", "66", "-O", "150", "-O", "151", "-O", "160", "-s", script,
        ];
        var result = await Processes.RunAsync(Requires.Tool("ip"), network.CommandIn(command), options, cancellationToken);
        return result.ExitCode == 0 && File.Exists(leaseFile)
            ? DhcpLease.Parse(await File.ReadAllTextAsync(leaseFile, cancellationToken))
            : throw new FetchFailedException($"No lease by DHCP:\n{result.Output}{result.Errors}", notFound: false);
    }
}
