using Reconciler.Host.PhoneLogs;

namespace Reconciler.Host.Tests.PhoneLogs;

public sealed class ServerLogEntryTests
{
    [Theory]
    [InlineData("Nov 27 21:00:00 pbx in.tftpd[812]: RRQ from ::ffff:192.168.2.51 filename spa525G.cfg", "tftpd-hpa", "192.168.2.51", "spa525G.cfg")]
    [InlineData("2026-11-27T21:00:00+00:00 pbx in.tftpd[812]: RRQ from 192.168.2.51 filename /xml/spa002584061156.xml", "tftpd-hpa", "192.168.2.51", "/xml/spa002584061156.xml")]
    [InlineData("Nov 27 21:00:00 dnsmasq-tftp[90]: sent /srv/tftp/spa525G.cfg to 192.168.2.51", "dnsmasq", "192.168.2.51", "/srv/tftp/spa525G.cfg")]
    [InlineData("Nov 27 21:00:00 dnsmasq-tftp[90]: file /srv/tftp/spa504G.cfg not found for 192.168.2.51", "dnsmasq", "192.168.2.51", "/srv/tftp/spa504G.cfg")]
    public void Fetch_IsFound(string line, string server, string address, string path)
    {
        var entry = ServerLogEntry.Parse(line);

        Assert.Equal(server, entry?.Server);
        Assert.Equal(address, entry?.Address);
        Assert.Equal(path, entry?.Path);
    }

    [Theory]
    [InlineData("200", null)]
    [InlineData("404", "HTTP 404")]
    public void FetchFromNginx_IsFound_WithHowTheDeviceCallsItself(string status, string? failure)
    {
        var entry = ServerLogEntry.Parse($"192.168.2.51 - - [27/Nov/2026:21:00:00 +0000] \"GET /xml/001565000005.cfg HTTP/1.1\" {status} 8123 \"-\" \"Yealink SIP-T46S 66.86.0.15 00:15:65:00:00:05\"");

        Assert.Equal(("nginx", "192.168.2.51", "/xml/001565000005.cfg", failure), (entry?.Server, entry?.Address, entry?.Path, entry?.Failure));
        Assert.Equal("Yealink SIP-T46S 66.86.0.15 00:15:65:00:00:05", entry?.Agent);
    }

    [Theory]
    [InlineData("Nov 27 21:00:00 dnsmasq-dhcp[90]: DHCPACK(eth0) 192.168.2.51 00:25:84:06:11:56 phone")]
    [InlineData("Nov 27 21:00:00 dnsmasq-dhcp[90]: 2874 DHCPACK(eth0.20) 192.168.2.51 00:25:84:06:11:56")]
    [InlineData("2026-11-27 21:00:00.123 INFO  [kea-dhcp4.leases/1.2] DHCP4_LEASE_ALLOC [hwtype=1 00:25:84:06:11:56], cid=[01:00], tid=0x1: lease 192.168.2.51 has been allocated for 3600 seconds")]
    public void Lease_IsFound(string line)
    {
        var entry = ServerLogEntry.Parse(line);

        Assert.Equal("192.168.2.51", entry?.Address);
        Assert.Equal("002584061156", entry?.Mac?.ToString());
    }

    [Theory]
    [InlineData("Nov 27 21:00:00 dnsmasq-dhcp[90]: DHCPDISCOVER(eth0) 00:25:84:06:11:56")]
    [InlineData("Nov 27 21:00:00 pbx in.tftpd[812]: RRQ from nobody filename spa525G.cfg")]
    [InlineData("Nov 27 21:00:00 sshd[1]: Accepted publickey for root")]
    [InlineData("")]
    public void AnythingElse_IsNoNews(string line) => Assert.Null(ServerLogEntry.Parse(line));
}
