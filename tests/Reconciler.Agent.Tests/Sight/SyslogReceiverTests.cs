using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Agent.Serving;
using Reconciler.Agent.Sight;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Host.PhoneLogs;
using Reconciler.Testing;
using Reconciler.Testing.Networking;

namespace Reconciler.Agent.Tests.Sight;

/// <summary>Real datagrams, from addresses of phones and from others.</summary>
public sealed class SyslogReceiverTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackNetwork _network = new("10.78.41");
    private readonly FakeTimeProvider _time = new();
    private readonly CollectingLogger<SyslogReceiver> _log = new();
    private readonly PhoneLogStore _store;
    private readonly SyslogReceiver _receiver;

    public SyslogReceiverTests()
    {
        _store = new PhoneLogStore(_folder.FullPath, new PhoneLogLimits());
        _receiver = Receiver(new IPEndPoint(IPAddress.Any, 0));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _receiver.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await _receiver.StopAsync(CancellationToken.None);
        _receiver.Dispose();
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Message_OfAPhone_IsKept()
    {
        await SendAsync("10.78.41.5", "<134>Jan  1 00:00:12 reg \u001bok");

        await Eventually.HoldsAsync("the message is kept", TimeSpan.FromSeconds(20), () => Task.FromResult(_store.Read(Phone(5), "", 10).Count == 1), Token);
        Assert.Equal("info: reg ?ok", _store.Read(Phone(5), "", 10)[0].Text);
    }

    [Fact]
    public async Task OtherSenders_AndTooFastOnes_AreNotHeard_AndOneLineSaysSo()
    {
        await SendAsync("127.0.0.1", "<134>not a phone's address");
        await SendAsync("10.78.41.6", [.. Enumerable.Range(0, 30).Select(i => $"<134>line {i}")]);
        await SendAsync("10.78.41.7", "<134>another phone");

        await Eventually.HoldsAsync("the message is kept", TimeSpan.FromSeconds(20), () => Task.FromResult(_store.Read(Phone(7), "", 10).Count == 1), Token);
        Assert.Equal(10, _store.Read(Phone(6), "", 100).Count);
        Assert.Empty(_store.Read(null, "", 10));
        Assert.Single(_log.Messages, m => m.Contains("were dropped", StringComparison.Ordinal));

        _time.Advance(TimeSpan.FromSeconds(1));
        await SendAsync("10.78.41.6", "<134>a second later");

        await Eventually.HoldsAsync("the message is kept", TimeSpan.FromSeconds(20), () => Task.FromResult(_store.Read(Phone(6), "later", 100).Count == 1), Token);
    }

    [Fact]
    public async Task PortThatIsTaken_IsLogged_AndThatIsAll()
    {
        using var second = Receiver(_receiver.Address!);

        await second.StartAsync(Token);

        Assert.Null(second.Address);
        Assert.Contains(_log.Messages, m => m.Contains("nothing can listen on", StringComparison.Ordinal));
        await second.StopAsync(Token);
    }

    private SyslogReceiver Receiver(IPEndPoint address) => new(
        new ListenAddress(address, "syslog.listen"),
        PhoneNetworks.Private,
        new PhoneWitness(_store, new PhoneAddresses(_folder.PathOf("arp"), () => Enumerable.Range(1, 9).Select(i => KeyValuePair.Create($"10.78.41.{i}:5060", Phone(i))), _time), _time),
        new SyslogLimits { PerSecond = 5, AtOnce = 10 },
        _time,
        _log);

    private static MacAddress Phone(int number) => new(0x002584000000 + (ulong)number);

    private async Task SendAsync(string from, params string[] messages)
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse(from), 0));
        foreach (var message in messages)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), new IPEndPoint(IPAddress.Parse(from), _receiver.Address!.Port), Token);
        }
    }
}
