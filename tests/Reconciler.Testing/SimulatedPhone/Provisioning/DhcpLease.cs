using System.Globalization;
using System.Net;
using System.Text;

namespace Reconciler.Testing.SimulatedPhone.Provisioning;

/// <summary>What a DHCP server gave the phone.</summary>
public sealed record DhcpLease
{
    /// <summary>The word that udhcpc has for an option 66 that is no host's name, such as a whole address.</summary>
    private const string Unreadable = "bad";

    /// <summary>The phone's address.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Option 66, the TFTP server's name or a whole address; null when the server did not send it.</summary>
    public string? TftpServerName { get; init; }

    /// <summary>Option 150, TFTP servers by address; empty when the server did not send it.</summary>
    public IReadOnlyList<IPAddress> TftpServers { get; init; } = [];

    /// <summary>Option 160, a server's name or a whole address; null when the server did not send it.</summary>
    public string? ConfigurationServer { get; init; }

    /// <summary>The server to ask for profiles: option 66, else 160, else the first of option 150 (the factory order of DHCP_Option_To_Use).</summary>
    public string? ProvisioningServer => TftpServerName ?? ConfigurationServer ?? (TftpServers.Count > 0 ? TftpServers[0].ToString() : null);

    /// <summary>Reads the environment that udhcpc gives its script.</summary>
    public static DhcpLease Parse(string environment)
    {
        var values = environment.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new DhcpLease
        {
            Address = IPAddress.Parse(values["ip"]),
            TftpServerName = values.GetValueOrDefault("tftp") is { } name && name != Unreadable ? name : null,
            ConfigurationServer = values.TryGetValue("opt160", out var text) ? Encoding.UTF8.GetString(Convert.FromHexString(text)) : null,
            TftpServers = [.. values.GetValueOrDefault("opt150", string.Empty).Chunk(8).Select(Address4)],
        };
    }

    private static IPAddress Address4(char[] hexadecimal)
    {
        var bytes = Convert.FromHexString(hexadecimal);
        return bytes.Length == 4
            ? new IPAddress(bytes)
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Option 150 ends in an address of {bytes.Length} bytes."));
    }
}
