using Reconciler.Core.Fleets;
using Reconciler.Host.PhoneLogs;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.PhoneLogs;

public sealed class PhoneLogStoreTests : IDisposable
{
    private static readonly MacAddress Anna = new(0x002584000001);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_AreKept_AndFoundByText()
    {
        var store = new PhoneLogStore(_folder.FullPath, new PhoneLogLimits());
        store.Add(Anna, Line("reg failed"));
        store.Add(Anna, Line("reg ok"));
        store.Add(null, Line("whose is this"));
        File.AppendAllText(_folder.PathOf("phone-logs", "002584000001.log"), "{ \"at\": half a li");

        Assert.Equal(["reg failed", "reg ok"], store.Read(Anna, "", 10).Select(l => l.Text));
        Assert.Equal(["reg failed"], store.Read(Anna, "FAIL", 10).Select(l => l.Text));
        Assert.Equal(["reg ok"], store.Read(Anna, "", 1).Select(l => l.Text));
        Assert.Equal(["whose is this"], store.Read(null, "", 10).Select(l => l.Text));
        Assert.Equal([Anna], store.Phones());
    }

    [Fact]
    public void Phone_ThatSaysMuch_KeepsItsLastLines()
    {
        var store = new PhoneLogStore(_folder.FullPath, new PhoneLogLimits { BytesOfPhone = 4096 });
        for (var i = 0; i < 500; i++)
        {
            store.Add(Anna, Line($"line {i}"));
        }

        var kept = store.Read(Anna, "", 1000);

        Assert.InRange(kept.Count, 15, 60);
        Assert.Equal("line 499", kept[^1].Text);
        Assert.InRange(Directory.GetFiles(_folder.PathOf("phone-logs")).Sum(f => new FileInfo(f).Length), 1, 4096);
    }

    [Fact]
    public void ManyPhones_TakeNoMoreThanTheirRoom()
    {
        var store = new PhoneLogStore(_folder.FullPath, new PhoneLogLimits { Bytes = 20_000 });
        for (var i = 0UL; i < 600; i++)
        {
            store.Add(new MacAddress(0x002584000000 + i), Line("hello"));
        }

        Assert.InRange(Directory.GetFiles(_folder.PathOf("phone-logs")).Sum(f => new FileInfo(f).Length), 1, 20_000);
        Assert.Single(store.Read(new MacAddress(0x002584000000 + 599), "", 10));
    }

    private static PhoneLogLine Line(string text) => new(DateTimeOffset.UnixEpoch, PhoneLogKind.Syslog, "192.0.2.7", text);
}
