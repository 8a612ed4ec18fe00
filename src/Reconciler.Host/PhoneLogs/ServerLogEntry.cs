using System.Net;
using System.Text.RegularExpressions;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;

namespace Reconciler.Host.PhoneLogs;

/// <summary>A line of a TFTP or DHCP server's log that is about a device: tftpd-hpa's, dnsmasq's or Kea's.</summary>
/// <param name="Server">The server's name.</param>
/// <param name="Address">The device's address.</param>
/// <param name="Mac">Of a lease; else null.</param>
/// <param name="Path">Of a fetch; else null.</param>
/// <param name="Failure">Why a fetch got nothing; null: it did, as far as the server says.</param>
public sealed partial record ServerLogEntry(string Server, string Address, MacAddress? Mac, string? Path, string? Failure)
{
    /// <summary>Null: it is about something else.</summary>
    public static ServerLogEntry? Parse(string line)
    {
        foreach (var (server, pattern, failure) in new[]
        {
            ("tftpd-hpa", Hpa(), null),
            ("dnsmasq", DnsmasqSent(), null),
            ("dnsmasq", DnsmasqMissing(), "there is no such file"),
            ("dnsmasq", DnsmasqLease(), null),
            ("Kea", Kea(), null),
        })
        {
            if (pattern.Match(line) is { Success: true } match && IPAddress.TryParse(match.Groups["address"].ValueSpan, out var address))
            {
                var path = match.Groups["path"] is { Success: true } found ? found.Value : null;
                MacAddress? mac = MacAddress.TryParse(match.Groups["mac"].Value, out var parsed) ? parsed : null;
                return path is null && mac is null ? null : new ServerLogEntry(server, address.Unmapped().ToString(), mac, path, failure);
            }
        }

        return null;
    }

    [GeneratedRegex(@"tftpd\[[0-9]+\]: RRQ from (?<address>[0-9A-Fa-f.:]+) filename (?<path>\S+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hpa();

    [GeneratedRegex(@"dnsmasq(-tftp)?\[[0-9]+\]: sent (?<path>\S+) to (?<address>[0-9A-Fa-f.:]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DnsmasqSent();

    [GeneratedRegex(@"dnsmasq(-tftp)?\[[0-9]+\]: file (?<path>\S+) not found for (?<address>[0-9A-Fa-f.:]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DnsmasqMissing();

    [GeneratedRegex(@"dnsmasq(-dhcp)?\[[0-9]+\]: ([0-9]+ )?DHCPACK\([^)]{1,40}\) (?<address>[0-9.]+) (?<mac>[0-9A-Fa-f:]{17})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DnsmasqLease();

    [GeneratedRegex(@"DHCP4_LEASE_ALLOC \[hwtype=1 (?<mac>[0-9A-Fa-f:]{17})\].* lease (?<address>[0-9.]+) has been allocated", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Kea();
}
