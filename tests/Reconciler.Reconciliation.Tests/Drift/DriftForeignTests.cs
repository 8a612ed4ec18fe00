using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Drift;

/// <summary>What somebody put in place of a published link is his: it is told of in either mode, and left alone until it is adopted.</summary>
public sealed class DriftForeignTests
{
    [Theory]
    [InlineData(DriftMode.Heal, "file")]
    [InlineData(DriftMode.Heal, "link")]
    [InlineData(DriftMode.Heal, "directory")]
    [InlineData(DriftMode.Report, "file")]
    public async Task Check_ForeignInPlaceOfALink_IsAnErrorUntilItIsAdopted(DriftMode mode, string kind)
    {
        using var site = await DriftSite.PublishedAsync(mode);
        var published = site.Published();
        var path = Path.Combine(site.Site.Served, DriftSite.Anna);
        Put(path, kind);

        var refused = await site.CheckAsync();

        Assert.Equal(RunResult.Failed, refused.Result);
        Assert.Equal(ExitCode.PublishFailed, refused.ExitCode);
        Assert.Contains($"reconciler adopt {DriftSite.Anna}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(refused.Diagnostics, finding => finding.Code == "REC083");
        Assert.Equal("ForeignName", site[ConditionType.Published].Reason);
        Assert.True(IsThere(path, kind));

        var (since, runs) = (site[ConditionType.Published].Since, site.Site.Remembered.History.Count);
        Assert.Equal(ExitCode.PublishFailed, (await site.Site.RunAsync()).ExitCode);
        Assert.Equal(since, site[ConditionType.Published].Since);
        Assert.Equal(runs, site.Site.Remembered.History.Count);

        site.Site.Setup().Roots.Served.Adopt(DriftSite.Anna, [], site.Site.State, isFolderMeant: true);
        var adopted = await site.Site.RunAsync();
        if (mode == DriftMode.Heal)
        {
            Assert.Equal(RunResult.Applied, adopted.Result);
            Assert.Equal(published, site.Published());
            Assert.Equal(ConditionStatus.True, site[ConditionType.Ready].Status);
        }
        else
        {
            Assert.Equal(RunResult.Drifted, adopted.Result);
        }
    }

    [Fact]
    public async Task Heal_ForeignFolder_RepairsEverythingElse()
    {
        using var site = await DriftSite.PublishedAsync();
        var folder = Path.Combine(site.Site.Served, "xml");
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "mine");
        File.Delete(Path.Combine(site.Site.Served, "spa504G.cfg"));
        File.AppendAllText(Path.Combine(site.Generation, "spa504G.cfg"), "by hand");

        var refused = await site.CheckAsync();

        Assert.Equal(ExitCode.PublishFailed, refused.ExitCode);
        Assert.Contains("reconciler adopt xml", refused.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder));
        Assert.DoesNotContain("by hand", File.ReadAllText(Path.Combine(site.Site.Served, "spa504G.cfg")), StringComparison.Ordinal);
        Assert.Single(site.Kept);
    }

    [Fact]
    public async Task Check_ForeignName_DoesNotStandInTheWayOfAPush()
    {
        using var site = await DriftSite.PublishedAsync();
        Put(Path.Combine(site.Site.Served, DriftSite.Anna), "file");
        await site.CheckAsync();
        site.Site.Repository.Commit("Rename", ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Benjamin")));

        Assert.Equal(RunResult.Applied, (await site.Site.RunAsync()).Result);
        Assert.Contains("Benjamin", site.Site.Profile("002584000002"), StringComparison.Ordinal);
    }

    private static void Put(string path, string kind)
    {
        File.Delete(path);
        _ = kind switch
        {
            "file" => Write(path),
            "link" => File.CreateSymbolicLink(path, "/etc/hostname"),
            _ => Directory.CreateDirectory(path),
        };
    }

    private static FileInfo Write(string path)
    {
        File.WriteAllText(path, "mine");
        return new FileInfo(path);
    }

    private static bool IsThere(string path, string kind) => kind switch
    {
        "file" => File.ReadAllText(path) == "mine",
        "link" => new FileInfo(path).LinkTarget == "/etc/hostname",
        _ => Directory.Exists(path),
    };
}
