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
/// A phone from the factory is plugged in, and everything else is done by what Reconciler publishes: real DHCP, TFTP and Asterisk servers at one end of a cable,
/// the simulated phone at the other.
/// </summary>
public sealed class ZeroTouchTests
{
    private const string Interface = "eth0";
    private const string Server = "192.168.2.245";
    private const string FredsPhone = "002584061156";
    private const string Firmware = "spa525g-7-2-30.bin";

    [Theory(Timeout = 300_000)]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task FactoryPhone_PluggedIn_RegistersItsLinesAndFollowsPushes(int version, string channel)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await NetworkNamespace.CreateAsync(cancellationToken);
        await using var desk = await NetworkNamespace.CreateAsync(cancellationToken);
        await NetworkNamespace.ConnectAsync((server, "00:0c:29:1c:33:a3"), (desk, "00:25:84:06:11:56"), Interface, cancellationToken);
        await server.AddAddressAsync(Interface, $"{Server}/24", cancellationToken);
        await using var asterisk = await StartAsteriskAsync(server, version, channel, cancellationToken);
        using var office = new Office(asterisk, [Requires.Tool("ip"), "netns", "exec", server.Name], (path, text) =>
            path == "site.yaml" ? text.Replace("channel: pjsip", $"channel: {channel}", StringComparison.Ordinal) : text);
        Directory.CreateDirectory(Path.Combine(office.Served, "sw"));
        await File.WriteAllTextAsync(Path.Combine(office.Served, "sw", Firmware), new string('f', 100_000), cancellationToken);
        await office.ReconcileAsync(cancellationToken);
        await using var dnsmasq = await StartDnsmasqAsync(server, office, cancellationToken);
        var time = new FakeTimeProvider();
        await using var phone = new DeskPhone(
            new FactoryPhone(new PhoneIdentity { Mac = FredsPhone, ProductName = "SPA525G" }), DeskPhoneNetwork.In(desk, Interface), time);

        await ZeroTouchAsync(phone, time, cancellationToken);
        AssertAskedAsThePhoneDoes(dnsmasq.Log);
        await AssertRegisteredAsync(asterisk, channel, cancellationToken);

        await LabelFollowsPushAsync(office, phone, time, cancellationToken);
        await SecretFollowsPushAsync(office, phone, time, cancellationToken);
    }

    private static Task<AsteriskRig> StartAsteriskAsync(NetworkNamespace server, int version, string channel, CancellationToken cancellationToken) =>
        AsteriskRig.StartAsync(
            new AsteriskRigOptions
            {
                Version = version,
                Address = Server,
                PjsipPort = channel == "pjsip" ? 5060 : 5070,
                ChanSipPort = channel == "sip" ? 5060 : 5070,
                CommandPrefix = [Requires.Tool("ip"), "netns", "exec", server.Name],
            },
            cancellationToken);

    private static Task<DnsmasqServer> StartDnsmasqAsync(NetworkNamespace server, Office office, CancellationToken cancellationToken) =>
        DnsmasqServer.StartAsync(
            server,
            IPAddress.Parse(Server),
            office.Served,
            ["dhcp-range=192.168.2.100,192.168.2.140,30m", "dhcp-authoritative", $"conf-file={office.Dhcp}/current/dnsmasq.conf"],
            cancellationToken);

    // The seed's steps 1 to 23.
    private static async Task ZeroTouchAsync(DeskPhone phone, FakeTimeProvider time, CancellationToken cancellationToken)
    {
        await phone.BootAsync(cancellationToken);

        Assert.Equal(
            ["dhcp 192.168.2.151 from 192.168.2.245", "fetch tftp://192.168.2.245/spa525G.cfg"],
            phone.Trace.Take(2).Select(WithoutSize));
        Assert.Equal("tftp://192.168.2.245/xml/spa$MA.xml", phone.Memory["Profile_Rule"]);
        Assert.Empty(phone.Lines);

        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(await phone.TickAsync(cancellationToken), "It waits for the 10 seconds that the bootstrap file says.");
        var booted = phone.Trace.Count;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await phone.TickAsync(cancellationToken));

        Assert.Equal(
            [
                "fetch tftp://192.168.2.245/xml/spa002584061156.xml",
                "upgrade tftp://192.168.2.245/sw/spa525g-7-2-30.bin",
                "reboot 7.2.30",
                "dhcp 192.168.2.151 from 192.168.2.245",
                "fetch tftp://192.168.2.245/xml/spa002584061156.xml",
                "applied 0",
                "register 1 151 200",
                "register 2 152 200",
            ],
            phone.Trace.Skip(booted).Select(WithoutSize).Where((step, index) => index != 1 || !step.StartsWith("applied", StringComparison.Ordinal)));
        Assert.Equal(("Asterisk", "Fred 151", "Sally"), (phone.Memory["Station_Name"], phone.Memory["Short_Name_1_"], phone.Memory["Short_Name_2_"]));
        Assert.Equal(("Asterisk151", "Asterisk152"), (phone.Memory["Display_Name_1_"], phone.Memory["Display_Name_2_"]));
        Assert.Equal(["1", "2", "Disabled", "Disabled", "Disabled"], Enumerable.Range(1, 5).Select(key => phone.Memory[$"Extension_{key}_"]));
        Assert.Equal("", phone.Memory["Call_Return_Code"]);
        Assert.Matches("^Cisco/SPA525G-7[.]2[.]30 cfg/[0-9a-f]{8}$", phone.Lines[1].Account.RegistrationUserAgent);
    }

    private static void AssertAskedAsThePhoneDoes(string log)
    {
        Assert.Contains("vendor class: Cisco SPA525g", log, StringComparison.Ordinal);
        Assert.Contains("DHCPACK(eth0) 192.168.2.151 00:25:84:06:11:56", log, StringComparison.Ordinal);
        Assert.Contains("option: 66 tftp-server", log, StringComparison.Ordinal);
        Assert.Contains("option:150", log, StringComparison.Ordinal);
    }

    private static async Task AssertRegisteredAsync(AsteriskRig asterisk, string channel, CancellationToken cancellationToken)
    {
        var registered = await asterisk.RunCliAsync(channel == "pjsip" ? "pjsip show contacts" : "sip show peers", cancellationToken);

        foreach (var (extension, port) in new[] { ("151", "5060"), ("152", "5061") })
        {
            Assert.Matches(channel == "pjsip" ? $"{extension}/sip:{extension}@192.168.2.151:{port}" : $"{extension}/{extension} +192[.]168[.]2[.]151 .*{port}", registered);
        }

        var tagged = await asterisk.RunCliAsync(channel == "pjsip" ? "database show registrar" : "sip show peer 151", cancellationToken);
        Assert.Matches("Cisco/SPA525G-7[.]2[.]30 cfg/[0-9a-f]{8}", tagged);
    }

    private static async Task LabelFollowsPushAsync(Office office, DeskPhone phone, FakeTimeProvider time, CancellationToken cancellationToken)
    {
        var tag = phone.Memory["SIP_User_Agent_Name"];
        office.Push("Call the key by its owner", "phones/fred.yaml", "label: Fred 151", "label: Fred Jones");
        await office.ReconcileAsync(cancellationToken);

        time.Advance(TimeSpan.FromHours(1));
        Assert.True(await phone.TickAsync(cancellationToken));

        Assert.Equal("Fred Jones", phone.Memory["Short_Name_1_"]);
        Assert.NotEqual(tag, phone.Memory["SIP_User_Agent_Name"]);
        Assert.True(phone.Lines[1].IsRegistered);
    }

    private static async Task SecretFollowsPushAsync(Office office, DeskPhone phone, FakeTimeProvider time, CancellationToken cancellationToken)
    {
        var old = phone.Memory["Password_1_"];
        office.Push("Rotate the secret of 151", "extensions/sales.yaml", "name: Fred\n", "name: Fred\nsecret: { derive: 2 }\n");
        await office.ReconcileAsync(cancellationToken);

        await phone.RegisterAsync(cancellationToken);
        Assert.Contains(phone.Lines[1].RegistrationStatus, new[] { 401, 403 });
        Assert.True(phone.Lines[2].IsRegistered);

        time.Advance(TimeSpan.FromHours(1));
        Assert.True(await phone.TickAsync(cancellationToken));

        Assert.NotEqual(old, phone.Memory["Password_1_"]);
        Assert.Equal(200, phone.Lines[1].RegistrationStatus);
    }

    private static string WithoutSize(string step) => step.StartsWith("fetch", StringComparison.Ordinal) || step.StartsWith("upgrade", StringComparison.Ordinal)
        ? string.Join(' ', step.Split(' ').Take(2))
        : step;
}
