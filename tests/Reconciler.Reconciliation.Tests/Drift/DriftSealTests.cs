using Reconciler.Core.Digests;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;

namespace Reconciler.Reconciliation.Tests.Drift;

/// <summary>A check does not read again what nobody touched, and misses nothing by that.</summary>
public sealed class DriftSealTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly FileStamp _stamp = new(1, 2, 3, 4, 5);
    private readonly Digest _content = new(1, 2, 3, 4);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Seal_OfAFileThatNobodyTouched_IsThereInTheNextCheck()
    {
        Seal(_stamp);

        Assert.True(NextCheck().Holds(_stamp, _content));
    }

    [Fact]
    public void Seal_OfAnotherStampOrContent_IsNot()
    {
        Seal(_stamp);

        var next = NextCheck();

        Assert.False(next.Holds(_stamp with { Changed = 6 }, _content));
        Assert.False(next.Holds(_stamp with { Inode = 6 }, _content));
        Assert.False(next.Holds(_stamp, _content with { D = 5 }));
    }

    [Fact]
    public void Seal_OfAFileThatWasJustChanged_IsNotMade()
    {
        var justNow = _stamp with { Changed = _time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000 };
        Seal(justNow);

        Assert.False(NextCheck().Holds(justNow, _content));
    }

    [Fact]
    public void EachFile_IsReadOnceADay()
    {
        Seal(_stamp);
        var read = 0;

        for (var check = 0; check < 3 * 144; check++)
        {
            var seals = NextCheck();
            if (!seals.Holds(_stamp, _content))
            {
                read++;
                seals.Add(_stamp, _content);
            }

            seals.Save();
        }

        Assert.Equal(3, read);
    }

    [Fact]
    public void AfterADayWithoutChecks_EverythingIsRead()
    {
        Seal(_stamp);
        _time.Advance(TimeSpan.FromDays(1));

        Assert.False(NextCheck().Holds(_stamp, _content));
    }

    [Fact]
    public void DamagedSeals_AreNone()
    {
        Seal(_stamp);
        var path = _folder.PathOf("drift", "verified");
        var bytes = File.ReadAllBytes(path);
        bytes[^40] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.False(NextCheck().Holds(_stamp, _content));
    }

    [Fact]
    public async Task EditOfTheSameSizeWithItsTimePutBack_IsFoundThoughTheFileWasSealed()
    {
        using var site = await SealedAsync();
        var (text, written) = (File.ReadAllText(site.AnnasFile), File.GetLastWriteTimeUtc(site.AnnasFile));
        File.WriteAllText(site.AnnasFile, text[..^1] + " ");
        File.SetLastWriteTimeUtc(site.AnnasFile, written);

        var healed = await site.CheckAsync();

        Assert.Equal(RunResult.Applied, healed.Result);
        Assert.Contains("its content was changed", healed.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(site.AnnasFile));
    }

    [Fact]
    public async Task LinkMadeAnew_IsFoundThoughItsFolderWasSealed()
    {
        using var site = await SealedAsync();
        File.Delete(Path.Combine(site.Site.Served, DriftSite.Anna));

        var healed = await site.CheckAsync();

        Assert.Contains("its link is missing", healed.Message, StringComparison.Ordinal);
    }

    /// <summary>Long after publishing, so that its files are sealed by a check.</summary>
    private static async Task<DriftSite> SealedAsync()
    {
        var site = await DriftSite.PublishedAsync();
        site.Site.Time.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(RunResult.NoChange, (await site.CheckAsync()).Result);
        Assert.InRange(new FileInfo(Path.Combine(site.Site.State, "drift", "verified")).Length, 100, 10_000);
        return site;
    }

    private void Seal(FileStamp stamp)
    {
        var seals = DriftSeals.Load(new StateDirectory(_folder.FullPath), _time);
        seals.Add(stamp, _content);
        seals.Save();
    }

    private DriftSeals NextCheck()
    {
        _time.Advance(DriftSchedule.Period);
        return DriftSeals.Load(new StateDirectory(_folder.FullPath), _time);
    }
}
