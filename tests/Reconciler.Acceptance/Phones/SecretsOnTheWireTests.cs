using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Networking;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance.Phones;

/// <summary>What a neighbour sees while phones fetch: a phone's SIP password is in no packet, by TLS and with an encrypted profile, and converges all the same.</summary>
public sealed class SecretsOnTheWireTests : IDisposable
{
    private const string Canary = "canaryPassword7Xq2";

    private readonly TestAuthority _authority = new();

    public SecretsOnTheWireTests() => Requires.Root();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task ByHttp_TheCaptureSeesThePassword() => Assert.True(await IsSeenAsync(OfficeTransport.Http));

    [Fact]
    public async Task ByTls_NoPacketHoldsThePassword() => Assert.False(await IsSeenAsync(OfficeTransport.Https(_authority)));

    [Fact]
    public async Task EncryptedByHttp_NoPacketHoldsThePassword() => Assert.False(await IsSeenAsync(OfficeTransport.Keys(_authority, encrypt: true)));

    [Fact]
    public async Task EncryptionTurnedOnLater_ReachesAPhoneThatHasItsKey()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Token);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: notify }", OfficeTransport.Keys(_authority, encrypt: false), Desk());
        await office.StartAgentAsync(Token);
        var phone = await office.PlugInAsync(1, Token);
        var before = await office.ConvergedAsync(1, Token);
        await using var capture = PacketCapture.Start(office.FetchedFrom);

        office.Repository.Commit("Encrypt", ("site.yaml", office.SiteFile.Replace("encrypt: false", "encrypt: true", StringComparison.Ordinal)));
        office.Hurry();
        await office.ConvergedAsync(1, Token, notTag: before);

        Assert.StartsWith("[--key $SA] http://", phone.Phone.Memory["Profile_Rule_B"], StringComparison.Ordinal);
        Assert.False(await capture.HasSeenAsync(Canary));
        Assert.StartsWith("Salted__", await File.ReadAllTextAsync(Path.Combine(office.Served, "xml", $"spa{PhoneOffice.MacOf(1)}.xml"), Token), StringComparison.Ordinal);
    }

    private static (string Path, string Text)[] Desk() =>
    [
        .. PhoneOffice.Desk(1).Where(file => file.Path.StartsWith("phones/", StringComparison.Ordinal)),
        ("extensions/1.yaml", $"extension: {PhoneOffice.ExtensionOf(1)}\nname: Someone\nsecret: {{ value: {Canary} }}\n"),
    ];

    private static async Task<bool> IsSeenAsync(OfficeTransport transport)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Token);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: notify }", transport, Desk());
        await office.StartAgentAsync(Token);
        await using var capture = PacketCapture.Start([.. office.FetchedFrom, asterisk.PjsipPort]);

        var phone = await office.PlugInAsync(1, Token);
        await office.ConvergedAsync(1, Token);

        Assert.Equal(Canary, phone.Phone.Memory["Password_1_"]);
        var seen = await capture.HasSeenAsync(Canary);
        Assert.True(capture.Packets > 20, $"Only {capture.Packets} packets were captured.");
        return seen;
    }
}
