using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Fleets;
using Reconciler.Host.PhoneLogs;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.PhoneLogs;

public sealed class PhoneWitnessTests : IDisposable
{
    private const string Address = "192.168.2.51";
    private static readonly MacAddress Phone = new(0x002584061156);
    private static readonly MacAddress Yealink = new(0x001565000005);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly PhoneLogStore _store;
    private readonly PhoneWitness _witness;

    public PhoneWitnessTests()
    {
        _store = new PhoneLogStore(_folder.FullPath, new PhoneLogLimits());
        _witness = new PhoneWitness(_store, new PhoneAddresses(_folder.PathOf("arp"), () => [], _time), _time);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NewPhone_IsSeenFromItsLeaseOn()
    {
        _witness.NoteLease("dnsmasq", Address, Phone);
        _witness.NoteFetch("tftpd-hpa", Address, "spa525G.cfg", "asked for", null);
        _witness.NoteFetch("http", Address, "/xml/spa002584061156.xml", "404", "Cisco/SPA525G-7.4.9c");

        var log = _store.Read(Phone, "", 10);
        Assert.Equal([PhoneLogKind.Lease, PhoneLogKind.Fetch, PhoneLogKind.Fetch], log.Select(l => l.Kind));
        Assert.Equal(["SPA525G", "SPA525G"], log.Skip(1).Select(l => l.Model));
        Assert.Equal("spa002584061156.xml by http: 404 (Cisco/SPA525G-7.4.9c)", log[2].Text);
        var steps = PhoneStep.Of(null, log);
        Assert.Equal(["has an address", "fetched its model's file", "fetched its profile", "is described"], steps.Select(s => s.Name));
        Assert.Equal([true, true, true, false], steps.Select(s => s.At is not null));
    }

    [Fact]
    public void Firmware_IsThatOfTheLastFetchOfAProfile()
    {
        var firmware = new FetchedFirmware(_store);
        Assert.Null(firmware.Of(Yealink));

        foreach (var version in new[] { "66.85.0.5", "66.86.0.15" })
        {
            _witness.NoteFetch("http", Address, "/xml/001565000005.cfg", "200", $"Yealink SIP-T46S {version} 00:15:65:00:00:05");
            _witness.NoteFetch("http", Address, "/y000000000066.cfg", "404", null);
            Assert.Equal(version, firmware.Of(Yealink));
        }

        // TFTP has no word for who asks: what an earlier fetch said may be true no more.
        _witness.NoteFetch("tftpd-hpa", Address, "/xml/001565000005.cfg", "asked for", null);
        Assert.Null(firmware.Of(Yealink));
    }

    [Fact]
    public void FetchOfAModelsFile_IsThePhones_OnceItIsKnownWhoseAddressItWas()
    {
        _witness.NoteFetch("tftpd-hpa", Address, "spa525G.cfg", "asked for", null);
        Assert.Empty(_store.Read(Phone, "", 10));

        _witness.NoteFetch("tftpd-hpa", Address, "xml/spa002584061156.xml", "asked for", null);

        Assert.Equal(["spa525G.cfg", "spa002584061156.xml"], _store.Read(Phone, "", 10).Select(l => l.File));
    }

    [Fact]
    public void Address_IsLookedUpAmongTheNeighbours()
    {
        _folder.Write("arp", """
            IP address       HW type     Flags       HW address            Mask     Device
            192.168.2.51     0x1         0x2         00:25:84:06:11:56     *        eth0
            192.168.2.52     0x1         0x0         00:00:00:00:00:00     *        eth0

            """);

        _witness.NoteSyslog(Address, new SyslogMessage("info", "hello"));
        _witness.NoteSyslog("192.168.2.52", new SyslogMessage(null, "who am I"));

        Assert.Equal("info: hello", Assert.Single(_store.Read(Phone, "", 10)).Text);
        Assert.Equal("who am I", Assert.Single(_store.Read(null, "", 10)).Text);
    }

    [Fact]
    public void DeviceThatIsNoPhone_LeavesNothing()
    {
        _witness.NoteLease("dnsmasq", "192.168.2.99", new MacAddress(0x525400000001));
        _witness.NoteFetch("tftpd-hpa", "192.168.2.99", "pxelinux.0", "asked for", null);

        Assert.Empty(_store.Phones());
        Assert.Empty(_store.Read(null, "", 10));
    }
}
