using System.Text;
using System.Text.Json;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Dhcp;
using Reconciler.Core.Tests.Asterisk;
using Reconciler.Core.Tests.Phones;
using Reconciler.Testing;

namespace Reconciler.Core.Tests.Dhcp;

public sealed class DhcpArtifactsTests
{
    private const string Directory = "/etc/dnsmasq.d/reconciler";

    [Fact]
    public void Files_OfASmallOffice_AreAsKept()
    {
        foreach (var file in DhcpArtifacts.Create(Office().ToEffective(), Directory))
        {
            Assert.Equal(ArtifactTarget.Dhcp, file.Target);
            GoldenFile.Matches(Text(file), $"Golden/{file.Path}");
        }
    }

    [Theory]
    [InlineData("tftp://192.168.2.245", "66,\"192.168.2.245\"", "150,192.168.2.245")]
    [InlineData("tftp://192.168.2.245:69", "66,\"192.168.2.245\"", "150,192.168.2.245")]
    [InlineData("tftp://pbx.example.com", "66,\"pbx.example.com\"", null)]
    [InlineData("tftp://192.168.2.245:6969", "66,\"tftp://192.168.2.245:6969/spa$PSN.cfg\"", null)]
    [InlineData("http://192.168.2.245", "66,\"http://192.168.2.245/spa$PSN.cfg\"", null)]
    [InlineData("https://pbx.example.com:8443", "66,\"https://pbx.example.com:8443/spa$PSN.cfg\"", null)]
    public void Options_FollowTheProvisioningUrl(string url, string option66, string? option150)
    {
        var conf = Text(DhcpArtifacts.Create(new OfficeBuilder { Url = url }.ToEffective())[0]);

        var options = conf.Split('\n').Where(l => l.StartsWith("dhcp-option=", StringComparison.Ordinal)).ToList();

        string?[] expected = [option66, option150];
        Assert.Equal(expected.OfType<string>().Select(o => "dhcp-option=tag:cisco-spa," + o), options);
    }

    [Fact]
    public void Devices_ThatSayNobodyWhoTheyAre_AreKnownByTheirMacAddresses()
    {
        var fleet = PhoneFixture.Fleet(PhoneFixture.Site, [.. new[] { "CP-8841-3PCC", "ATA192", "SPA942", "SPA2102", "WIP310", "T46S", "CP-6821-3PCC", "PAP2T" }
            .Select((model, i) => PhoneFixture.Phone(model) with { Mac = PhoneFixture.Mac($"00:0e:08:00:00:0{i}") })]);

        var files = DhcpArtifacts.Create(fleet, Directory);

        foreach (var file in files)
        {
            GoldenFile.Matches(Text(file), $"Golden/families/{file.Path}");
        }
    }

    [Fact]
    public void Configuration_WithoutADirectory_NamesNoPath()
    {
        var conf = Text(DhcpArtifacts.Create(Office().ToEffective())[0]);

        Assert.DoesNotContain("dhcp-hostsfile=/", conf, StringComparison.Ordinal);
        Assert.DoesNotContain("\ndhcp-hostsfile", conf, StringComparison.Ordinal);
        Assert.Contains("# For the reservations add dhcp-hostsfile=", conf, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_ChangeWithAnAddress()
    {
        var before = DhcpArtifacts.Create(Office().ToEffective());
        var after = DhcpArtifacts.Create(Office().Phone("002584d8d148", "192.168.2.160").ToEffective());

        Assert.NotEqual(before[0].InputDigest, after[0].InputDigest);
        Assert.Equal(before[0].InputDigest, DhcpArtifacts.Create(Office().ToEffective())[0].InputDigest);
    }

    [Fact]
    public void Kea_IsTheInsideOfAnObject()
    {
        var kea = Text(DhcpArtifacts.Create(Office().ToEffective())[2]);

        using var parsed = JsonDocument.Parse($"{{{kea}}}", new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        Assert.Equal(["option-def", "client-classes", "reservations-global", "reservations"], parsed.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(2, parsed.RootElement.GetProperty("reservations").GetArrayLength());
    }

    [Fact]
    public async Task Dnsmasq_AcceptsTheConfigurationAndItsReservations()
    {
        var dnsmasq = Requires.Tool("dnsmasq");
        using var folder = new TemporaryFolder();
        var files = DhcpArtifacts.Create(Office().ToEffective(), folder.FullPath);
        foreach (var file in files)
        {
            folder.Write($"current/{file.Path}", Text(file));
        }

        // A hosts file is only read by a running dnsmasq; its lines are those of dhcp-host.
        var hosts = Text(files[1]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => "--dhcp-host=" + l).ToList();
        await Processes.RunSuccessfullyAsync(
            dnsmasq, ["--test", "--conf-file=" + folder.PathOf("current", "dnsmasq.conf"), .. hosts], TestContext.Current.CancellationToken);

        Assert.Equal(2, hosts.Count);
    }

    private static OfficeBuilder Office() => new OfficeBuilder()
        .Phone("00:25:84:D8:D1:47", "192.168.2.152")
        .Phone("00:25:84:06:11:56", "192.168.2.151")
        .Phone("00:25:84:00:00:01", null);

    private static string Text(Artifact artifact) => Encoding.UTF8.GetString(artifact.Render());
}
