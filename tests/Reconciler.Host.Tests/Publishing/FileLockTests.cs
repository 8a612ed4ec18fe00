using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Host.Disk;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Publishing;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Dispose_WhileAChildThatIsBeingStartedHasACopyOfTheHandle_GivesTheLockUp()
    {
        var first = await AcquireAsync();
        var copy = Duplicate(DescriptorOf(_folder.PathOf("lock")));
        Assert.True(copy >= 0);

        first!.Dispose();

        // By a clock that stands still: whoever had to wait would wait for ever.
        using var next = await AcquireAsync().WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.NotNull(next);
        Assert.Equal(0, Close(copy));
    }

    [Fact]
    public async Task Dispose_Twice_GivesUpNothingOfTheNextHolder()
    {
        var first = await AcquireAsync();
        first!.Dispose();
        using var next = await AcquireAsync();
        first.Dispose();

        Assert.Null(LibC.TryLock(_folder.PathOf("lock"), UnixFileMode.UserRead));
    }

    private Task<FileLock?> AcquireAsync() => FileLock.TryAcquireAsync(_folder.PathOf("lock"), TimeSpan.FromMilliseconds(20), new FakeTimeProvider(), Token);

    // A file that another test closes meanwhile has no target.
    private static int DescriptorOf(string path) => Directory.GetFiles("/proc/self/fd")
        .Where(link => new FileInfo(link).LinkTarget == path)
        .Select(link => int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture))
        .Single();

    // dup(2), close(2): what fork(2) does to a handle, without a child.
    [DllImport("libc", EntryPoint = "dup")]
    private static extern int Duplicate(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
