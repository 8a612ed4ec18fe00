using System.Text;
using Reconciler.Host.Disk;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Disk;

/// <summary>A run, the phones' book, the page and a person's command all write into one state directory, and tidy it.</summary>
public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Replace_WhileAnotherThreadTidies_IsNotDisturbed()
    {
        using var done = new CancellationTokenSource();
        var tidying = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                DurableFile.RemoveDebris(_folder.FullPath);
            }
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 100; i++)
        {
            DurableFile.Replace(_folder.PathOf("state"), Encoding.ASCII.GetBytes($"{i}"));
        }

        await done.CancelAsync();
        await tidying;
        Assert.Equal("99", await File.ReadAllTextAsync(_folder.PathOf("state"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RemoveDebris_TakesWhatADeadProcessLeft_AndLeavesWhatALivingOneWrites()
    {
        await using var other = RunningProcess.Start("sleep", ["1000"]);
        var left = _folder.Write($".tmp-0123456789abcdef-{MarkOf(other.Id)}", "half");
        var older = _folder.Write(".tmp-0123456789abcdef", "half, by a version that did not say who writes");
        var users = _folder.Write(".tmp-notes", "somebody's");

        DurableFile.RemoveDebris(_folder.FullPath);
        var whileItLives = File.Exists(left);
        await other.KillAsync();
        DurableFile.RemoveDebris(_folder.FullPath);

        Assert.True(whileItLives);
        Assert.False(File.Exists(left));
        Assert.False(File.Exists(older));
        Assert.True(File.Exists(users));
    }

    /// <summary>The kernel gives ids again.</summary>
    [Fact]
    public void RemoveDebris_OfAnEarlierProcessWithTheId_TakesIt()
    {
        var left = _folder.Write($".tmp-0123456789abcdef-{new ProcessMark(ProcessMark.Own.Id, ProcessMark.Own.Started - 1)}", "half");

        DurableFile.RemoveDebris(_folder.FullPath);

        Assert.False(File.Exists(left));
    }

    private static ProcessMark MarkOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return new ProcessMark(process, long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19], System.Globalization.CultureInfo.InvariantCulture));
    }
}
