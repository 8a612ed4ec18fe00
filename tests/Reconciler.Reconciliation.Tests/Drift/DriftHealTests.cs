using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Tests.Drift;

/// <summary>Drift of every kind, made by hand on the real file system, and what a check makes of it.</summary>
public sealed class DriftHealTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static TheoryData<string> Kinds => Damage.Names;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Check_ChangedByHand_IsHealedSaysWhatAndKeepsWhatWasWritten(string kind)
    {
        Assert.SkipUnless(kind != "profile-owner" || Environment.IsPrivilegedProcess, "Giving a file away needs root.");
        using var site = await DriftSite.PublishedAsync();
        var (damage, says, kept) = Damage.All[kind];
        var published = site.Published();
        await damage(site);

        var healed = await site.CheckAsync();

        Assert.Equal(RunResult.Applied, healed.Result);
        Assert.Equal(ExitCode.Done, healed.ExitCode);
        Assert.StartsWith("Healed ", healed.Message, StringComparison.Ordinal);
        Assert.Contains(healed.Diagnostics, finding => finding.Code == "REC086" && finding.Message.Contains(says, StringComparison.Ordinal));
        Assert.Equal(published, site.Published());
        Assert.Equal(kept is null ? [] : [kept], site.Kept.Keys);
        Assert.All(site.Kept.Values, path => Assert.Equal(OwnerOnly, File.GetUnixFileMode(path)));
        Assert.Equal(ConditionStatus.True, site[ConditionType.Ready].Status);
        Assert.Equal(healed.Message, site.Site.Remembered.History[0].Message);
        Assert.Equal(healed.Diagnostics.Select(d => d.ToString()), site.Site.Remembered.History[0].Findings);
        Assert.Equal(RunResult.NoChange, (await site.CheckAsync()).Result);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Check_ChangedByHandInReportMode_IsReportedOnceAndLeftAlone(string kind)
    {
        Assert.SkipUnless(kind != "profile-owner" || Environment.IsPrivilegedProcess, "Giving a file away needs root.");
        using var site = await DriftSite.PublishedAsync(DriftMode.Report);
        var (damage, says, _) = Damage.All[kind];
        await damage(site);
        var before = kind == "profile-replaced-by-a-pipe" ? "" : site.Published();
        var runs = site.Site.Remembered.History.Count;

        var told = await site.CheckAsync();

        Assert.Equal(RunResult.Drifted, told.Result);
        Assert.Equal(ExitCode.Done, told.ExitCode);
        Assert.Contains(told.Diagnostics, finding => finding.Message.Contains(says, StringComparison.Ordinal));
        Assert.Equal(before, kind == "profile-replaced-by-a-pipe" ? "" : site.Published());
        Assert.Equal(ConditionStatus.False, site[ConditionType.Published].Status);
        Assert.Equal("Drift", site[ConditionType.Published].Reason);
        Assert.Equal("Drift", site[ConditionType.Ready].Reason);
        Assert.Empty(site.Kept);
        var since = site[ConditionType.Published].Since;
        Assert.Equal(RunResult.NoChange, (await site.Site.RunAsync()).Result);
        Assert.Equal(RunResult.Drifted, (await site.CheckAsync()).Result);
        Assert.Equal(since, site[ConditionType.Published].Since);
        Assert.Equal(runs + 1, site.Site.Remembered.History.Count);
    }

    [Fact]
    public async Task Check_DriftTakenBackByHand_ClearsTheCondition()
    {
        using var site = await DriftSite.PublishedAsync(DriftMode.Report);
        File.SetUnixFileMode(site.AnnasFile, OwnerOnly);
        await site.CheckAsync();
        File.SetUnixFileMode(site.AnnasFile, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Equal(RunResult.NoChange, (await site.CheckAsync()).Result);
        Assert.Equal(ConditionStatus.True, site[ConditionType.Ready].Status);
    }

    [Fact]
    public async Task Check_WithinThePeriod_IsNotDone()
    {
        using var site = await DriftSite.PublishedAsync();
        File.AppendAllText(site.AnnasFile, "by hand");

        site.Site.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(RunResult.NoChange, (await site.Site.RunAsync()).Result);
        Assert.Empty(site.Site.Pbx.Calls);

        site.Site.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RunResult.Applied, (await site.Site.RunAsync()).Result);
    }

    [Fact]
    public async Task Check_Suspended_LeavesEverythingAsItIs()
    {
        using var site = await DriftSite.PublishedAsync();
        File.AppendAllText(site.AnnasFile, "by hand");
        site.Site.Controls.Write(Control.Suspend, "moving house");

        Assert.Equal(RunResult.Suspended, (await site.CheckAsync()).Result);
        Assert.EndsWith("by hand", File.ReadAllText(site.AnnasFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Heal_FilesInPlaceOfDamagedOnes_AreNewlyWritten()
    {
        using var site = await DriftSite.PublishedAsync();
        var neighbour = Path.Combine(site.AnnasLeaf, "spa002584000001.xml");
        await using var reader = new FileStream(neighbour, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        await File.AppendAllTextAsync(site.AnnasFile, "by hand", TestContext.Current.CancellationToken);
        await site.CheckAsync();

        // Whoever still has the damaged file open does not reach the new one.
        reader.Seek(0, SeekOrigin.End);
        await reader.WriteAsync("once more"u8.ToArray(), TestContext.Current.CancellationToken);
        await reader.FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal(RunResult.NoChange, (await site.CheckAsync()).Result);
    }

    [Fact]
    public async Task Heal_ManyTimes_KeepsTheLastTenFoldersOnly()
    {
        using var site = await DriftSite.PublishedAsync();
        for (var i = 0; i < 12; i++)
        {
            await File.WriteAllTextAsync(site.AnnasFile, $"by hand {i}", TestContext.Current.CancellationToken);
            Assert.Equal(RunResult.Applied, (await site.CheckAsync()).Result);
        }

        var folders = Directory.GetDirectories(Path.Combine(site.Site.State, "drift")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(10, folders.Count);
        Assert.Equal("by hand 11", await File.ReadAllTextAsync(Path.Combine(folders[^1], "served", DriftSite.Anna), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Heal_MoreThanIsKept_IsHealedAndSaysSo()
    {
        using var site = await DriftSite.PublishedAsync();
        using (var large = File.Create(Path.Combine(site.AnnasLeaf, "large.bin")))
        {
            large.SetLength(33 << 20);
        }

        var healed = await site.CheckAsync();

        Assert.Equal(RunResult.Applied, healed.Result);
        Assert.Contains("too much or too large", healed.Message, StringComparison.Ordinal);
        Assert.Empty(site.Kept);
    }
}
