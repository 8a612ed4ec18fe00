using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Acceptance.Offices;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Networking;
using Reconciler.Testing.Servers;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance;

/// <summary>
/// Devices of every family from their boxes to their first registration: real DHCP, TFTP and Asterisk servers at one end of a cable, one simulated device after the
/// other at the other end.
/// </summary>
public sealed class FamilyZeroTouchTests(ITestOutputHelper output)
{
    private const string Interface = "eth0";
    private const string Server = "192.168.2.245";
    private const int FirstExtension = 301;

    private static readonly (string Model, string Product, string FirstFile, string Profile)[] Devices =
    [
        ("SPA942", "SPA942", "spa942.cfg", "xml/spa000e0800000{0}.xml"),
        ("PAP2T", "PAP2T", "init.cfg", "xml/spa000e0800000{0}.xml"),
        ("SPA2102", "SPA2102", "spa2102.cfg", "xml/spa000e0800000{0}.xml"),
        ("SPA122", "SPA122", "spa122.cfg", "xml/spa000e0800000{0}.xml"),
        ("ATA192", "ATA192", "ata192.cfg", "xml/spa000e0800000{0}.xml"),
        ("CP-6821-3PCC", "CP-6821-3PCC", "6821-3PCC.xml", "xml/cp000e0800000{0}.xml"),
        ("CP-7841-3PCC", "CP-7841-3PCC", "7841-3PCC.xml", "xml/cp000e0800000{0}.xml"),
        ("CP-8841-3PCC", "CP-8841-3PCC", "8841-3PCC.xml", "xml/cp000e0800000{0}.xml"),
        ("T46S", "SIP-T46S", "y000000000066.cfg", "xml/000e0800000{0}.cfg"),
        ("T54W", "SIP-T54W", "y000000000096.cfg", "xml/000e0800000{0}.cfg"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FactoryDevice_OfEachFamily_FindsItsFilesAndRegisters()
    {
        await using var server = await NetworkNamespace.CreateAsync(Cancellation);
        await using var desk = await NetworkNamespace.CreateAsync(Cancellation);
        await NetworkNamespace.ConnectAsync((server, "00:0c:29:1c:33:a3"), (desk, "00:0e:08:00:00:ff"), Interface, Cancellation);
        await server.AddAddressAsync(Interface, $"{Server}/24", Cancellation);
        string[] inServer = [Requires.Tool("ip"), "netns", "exec", server.Name];
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Address = Server, PjsipPort = 5060, ChanSipPort = 5070, CommandPrefix = [.. inServer] }, Cancellation);
        using var office = new Office(asterisk, inServer, (path, text) => path == "site.yaml" ? text.Replace("defaults: { profile: base }", "", StringComparison.Ordinal) : text);
        office.Repository.Commit("Devices of every family", [.. Devices.SelectMany((device, i) => FilesOf(i, device.Model))]);
        Directory.CreateDirectory(Path.Combine(office.Served, "sw"));
        await File.WriteAllTextAsync(Path.Combine(office.Served, "sw", "spa525g-7-2-30.bin"), "image", Cancellation);
        await office.ReconcileAsync(Cancellation);
        await using var dnsmasq = await DnsmasqServer.StartAsync(
            server, IPAddress.Parse(Server), office.Served, ["dhcp-range=192.168.2.100,192.168.2.140,30m", "dhcp-authoritative", "no-ping", $"conf-file={office.Dhcp}/current/dnsmasq.conf"], Cancellation);

        foreach (var (index, device) in Devices.Index())
        {
            await ZeroTouchAsync(desk, index, device);
        }

        var contacts = await asterisk.RunCliAsync("database show registrar", Cancellation);
        Assert.All(Enumerable.Range(0, Devices.Length), i => Assert.Contains($"{FirstExtension + i}", contacts, StringComparison.Ordinal));
        Assert.Matches("Yealink cfg/[0-9a-f]{8} SIP-T46S", contacts);
    }

    private async Task ZeroTouchAsync(NetworkNamespace desk, int index, (string Model, string Product, string FirstFile, string Profile) device)
    {
        var identity = new PhoneIdentity { Mac = MacOf(index), ProductName = device.Product, SoftwareVersion = "1.0.1" };
        await desk.RunAsync([Requires.Tool("ip"), "link", "set", "dev", Interface, "address", identity.MacWithColons], Cancellation);
        var time = new FakeTimeProvider();
        await using var phone = new DeskPhone(PhoneMemory.OfFactory(identity), DeskPhoneNetwork.In(desk, Interface), time);

        await phone.BootAsync(Cancellation);
        Assert.Empty(phone.Lines);
        time.Advance(phone.NextResync!.Value - time.GetUtcNow());
        Assert.True(await phone.TickAsync(Cancellation));

        var fetched = phone.Trace.Where(step => step.StartsWith("fetch ", StringComparison.Ordinal)).Select(step => step.Split(' ')[1]).ToList();
        output.WriteLine($"{device.Model}: {string.Join(", ", phone.Trace)}");
        Assert.Equal(
            [$"tftp://{Server}/{device.FirstFile}", $"tftp://{Server}/{string.Format(CultureInfo.InvariantCulture, device.Profile, index)}"], fetched.Distinct());
        Assert.Equal($"register 1 {FirstExtension + index} 200", phone.Trace[^1]);
    }

    private static string MacOf(int index) => string.Create(CultureInfo.InvariantCulture, $"000e0800000{index}");

    private static (string Path, string Text)[] FilesOf(int index, string model) =>
    [
        ($"extensions/device{index}.yaml", $"extension: {FirstExtension + index}\nname: Device {index}\n"),
        ($"phones/device{index}.yaml", $"mac: \"{MacOf(index)}\"\nmodel: {model}\nkeys: [{FirstExtension + index}]\n"),
    ];
}
