using Reconciler.Host.PhoneLogs;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.PhoneLogs;

public sealed class LogTailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Log => _folder.PathOf("server.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_AreReadOnce_HoweverTheFileIsRotated()
    {
        File.WriteAllText(Log, "long ago\n");
        using var tail = new LogTail(Log);
        Assert.Empty(tail.Read());

        File.AppendAllText(Log, "one\ntw");
        Assert.Equal(["one"], tail.Read());
        File.AppendAllText(Log, "o\n");
        Assert.Equal(["two"], tail.Read());

        // As logrotate does by default; the server writes into the old one until it is told.
        File.Move(Log, Log + ".1");
        File.AppendAllText(Log + ".1", "last of the old\n");
        File.WriteAllText(Log, "first of the new\n");
        Assert.Equal(["last of the old", "first of the new"], tail.Read());

        // And by copytruncate.
        File.WriteAllText(Log, "x\n");
        Assert.Equal(["x"], tail.Read());
        Assert.Empty(tail.Read());
    }

    [Fact]
    public void File_ThatComesLater_IsReadFromItsStart()
    {
        using var tail = new LogTail(Log);
        Assert.Empty(tail.Read());

        File.WriteAllText(Log, "one\n");

        Assert.Equal(["one"], tail.Read());
    }
}
