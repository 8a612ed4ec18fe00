using System.Net;
using Reconciler.Acceptance.Offices;
using Reconciler.Testing;
using Reconciler.Testing.Networking;
using Reconciler.Testing.Servers;
using Reconciler.Testing.SimulatedPhone;
using Reconciler.Testing.SimulatedPhone.Provisioning;

namespace Reconciler.Acceptance;

/// <summary>A real Kea includes the rendered fragment as the README says, and tells phones where their profiles are.</summary>
public sealed class KeaTests : IAsyncLifetime
{
    private const string Interface = "eth0";
    private const string Server = "192.168.2.245";
    private const string ReservedMac = "002584061156";
    private const string OtherMac = "0025840000ff";
    private const string AdapterMac = "000e080000aa";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Fragment => _folder.PathOf("out", "dhcp", "kea.json");

    private string Include => $"<?include \"{Fragment}\"?>";

    public async ValueTask InitializeAsync()
    {
        foreach (var path in Directory.EnumerateFiles(Checkout.PathOf("example-repo"), "*.yaml", SearchOption.AllDirectories))
        {
            _folder.Write(Path.Combine("repository", Path.GetRelativePath(Checkout.PathOf("example-repo"), path)), await File.ReadAllTextAsync(path, Token));
        }

        _folder.Write("repository/phones/lobby-adapter.yaml", $"mac: \"{AdapterMac}\"\nmodel: ATA192\nprofiles: []\nkeys: []\n");
        var result = await ReconcilerProgram.RunAsync([], ["render", _folder.PathOf("repository"), "--out", _folder.PathOf("out")], Token);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Configuration_WithTheFragment_IsAccepted()
    {
        var result = await KeaServer.CheckAsync(Include, Token);

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }

    [Fact]
    public async Task Configuration_WithABrokenFragment_IsRefused()
    {
        await File.AppendAllTextAsync(Fragment, ", \"no-such-member\": 1\n", Token);

        var result = await KeaServer.CheckAsync(Include, Token);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("no-such-member", result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReservedMac, "SPA525G", "192.168.2.151", Server)]
    [InlineData(OtherMac, "SPA504G", "192.168.2.100", Server)]
    [InlineData(OtherMac, null, "192.168.2.100", null)]
    [InlineData(AdapterMac, "ATA192", "192.168.2.100", "tftp://192.168.2.245/ata$PSN.cfg")]
    [InlineData(OtherMac, "ATA192", "192.168.2.100", null)]
    public async Task Client_OfAVendorClass_IsToldTheServerWhenItIsAPhone(string mac, string? product, string address, string? provisioning)
    {
        var identity = new PhoneIdentity { Mac = mac, ProductName = product ?? "computer" };
        await using var server = await NetworkNamespace.CreateAsync(Token);
        await using var desk = await NetworkNamespace.CreateAsync(Token);
        await NetworkNamespace.ConnectAsync((server, "00:0c:29:1c:33:a3"), (desk, identity.MacWithColons), Interface, Token);
        await server.AddAddressAsync(Interface, $"{Server}/24", Token);
        await using var kea = await KeaServer.StartAsync(server, Interface, Include, Token);

        var lease = await new DhcpClient(desk, Interface, identity).AcquireAsync(Token);

        Assert.Equal((IPAddress.Parse(address), provisioning), (lease.Address, lease.ProvisioningServer));
        Assert.Equal(provisioning == Server ? [IPAddress.Parse(Server)] : [], lease.TftpServers);
    }
}
