using System.Net;
using System.Text.RegularExpressions;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;

namespace Reconciler.Host.PhoneLogs;

/// <summary>A line of a TFTP, DHCP or web server's log that is about a device: tftpd-hpa's, dnsmasq's, Kea's, or nginx's access log in its usual form.</summary>
/// <param name="Server">The server's name.</param>
/// <param name="Address">The device's address.</param>
/// <param name="Mac">Of a lease; else null.</param>
/// <param name="Path">Of a fetch; else null.</param>
/// <param name="Failure">Why a fetch got nothing; null: it did, as far as the server says.</param>
public sealed partial record ServerLogEntry(string Server, string Address, MacAddress? Mac, string? Path, string? Failure)
{
    /// <summary>How the device called itself when it fetched; null: the log does not say.</summary>
    public string? Agent { get; init; }

    /// <summary>Null: it is about something else.</summary>
    public static ServerLogEntry? Parse(string line)
    {
        if (Nginx().Match(line) is { Success: true } fetch && IPAddress.TryParse(fetch.Groups["address"].ValueSpan, out var caller))
        {
            var status = fetch.Groups["status"].Value;
            return new ServerLogEntry("nginx", caller.Unmapped().ToString(), null, fetch.Groups["path"].Value, status[0] is '2' or '3' ? null : $"HTTP {status}") { Agent = fetch.Groups["agent"].Value };
        }

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

    [GeneratedRegex("""^(?<address>[0-9A-Fa-f.:]+) \S+ \S+ \[[^\]]+\] "(GET|HEAD) (?<path>\S+) HTTP/[0-9.]+" (?<status>[0-9]{3}) \S+ "[^"]*" "(?<agent>[^"]*)["]""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Nginx();

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
