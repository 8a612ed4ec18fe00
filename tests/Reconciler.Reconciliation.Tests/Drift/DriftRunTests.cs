using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Drift;

/// <summary>Drift in Asterisk's memory, and drift beside whatever else a run comes to.</summary>
public sealed class DriftRunTests
{
    private static readonly PbxProblem Gone = new("endpoint 151", "Asterisk does not have it.", null);

    [Fact]
    public async Task Object_ChangedInAsterisksMemory_IsPutBackByAReloadWithNewFiles()
    {
        using var site = await DriftSite.PublishedAsync();
        var generation = site.AsteriskGeneration;
        site.Site.Pbx.Drift.Add(Gone);

        var healed = await site.CheckAsync();

        Assert.Equal(RunResult.Applied, healed.Result);
        Assert.Contains("endpoint 151 is not as it was published: Asterisk does not have it.", healed.Message, StringComparison.Ordinal);
        Assert.Equal("REC087", Assert.Single(healed.Diagnostics).Code);
        Assert.Equal(["drift", "check", "reload app_voicemail res_pjsip pbx_config", "read-back", "drift"], site.Site.Pbx.Calls);
        Assert.NotEqual(generation, site.AsteriskGeneration);
        Assert.Equal(RunResult.NoChange, (await site.CheckAsync()).Result);
    }

    [Fact]
    public async Task Object_InReportMode_IsReportedAndNothingIsReloaded()
    {
        using var site = await DriftSite.PublishedAsync(DriftMode.Report);
        site.Site.Pbx.Drift.Add(Gone);

        Assert.Equal(RunResult.Drifted, (await site.CheckAsync()).Result);
        Assert.Equal(ConditionStatus.False, site[ConditionType.Activated].Status);
        Assert.Equal("Drift", site[ConditionType.Activated].Reason);
        Assert.Equal(ConditionStatus.True, site[ConditionType.Published].Status);
        Assert.Equal(["drift"], site.Site.Pbx.Calls);
    }

    [Fact]
    public async Task Object_StillThereAfterAReload_IsNotTriedAgainAndTurnsTheConditionFalse()
    {
        using var site = await DriftSite.PublishedAsync();
        site.Site.Pbx.Standing.Add(new PbxProblem("extension 151@phones priority 9", "Asterisk has NoOp(mine), which was added to it.", null));

        var first = await site.CheckAsync();
        Assert.Contains("After a reload still", first.Message, StringComparison.Ordinal);
        site.Site.Pbx.Calls.Clear();
        var second = await site.CheckAsync();

        Assert.Equal(RunResult.Drifted, second.Result);
        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.Equal(["drift"], site.Site.Pbx.Calls);
        Assert.Equal("Drift", site[ConditionType.Activated].Reason);

        site.Site.Pbx.Drift.Add(Gone);
        await site.CheckAsync();
        Assert.Contains(site.Site.Pbx.Calls, call => call.StartsWith("reload", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Object_ReportedInReportMode_IsHealedOnceHealingIsAskedFor()
    {
        using var site = await DriftSite.PublishedAsync(DriftMode.Report);
        site.Site.Pbx.Drift.Add(Gone);
        await site.CheckAsync();

        site.Site.Drift = DriftMode.Heal;

        Assert.Equal(RunResult.Applied, (await site.CheckAsync()).Result);
        Assert.Equal(ConditionStatus.True, site[ConditionType.Activated].Status);
    }

    [Fact]
    public async Task File_HealedBesideAnObjectThatStays_LeavesTheObjectsCondition()
    {
        using var site = await DriftSite.PublishedAsync();
        site.Site.Pbx.Standing.Add(Gone);
        await site.CheckAsync();
        await File.AppendAllTextAsync(site.AnnasFile, "by hand", TestContext.Current.CancellationToken);
        site.Site.Pbx.Calls.Clear();

        Assert.Equal(RunResult.Applied, (await site.CheckAsync()).Result);
        Assert.Equal(["drift"], site.Site.Pbx.Calls);
        Assert.Equal(ConditionStatus.False, site[ConditionType.Activated].Status);
        Assert.Equal("Drift", site[ConditionType.Activated].Reason);
        Assert.Equal(ConditionStatus.True, site[ConditionType.Published].Status);
    }

    [Fact]
    public async Task Asterisk_ThatGoesAwayWhileItIsAsked_IsNeitherDriftNorClean_AndIsAskedAgainInTheNextRun()
    {
        using var site = await DriftSite.PublishedAsync();
        site.Site.Pbx.Unavailable["drift"] = Unreachable;

        Assert.Equal(ExitCode.ActivationFailed, (await site.CheckAsync()).ExitCode);
        Assert.Equal(ConditionStatus.Unknown, site[ConditionType.Activated].Status);
        Assert.Equal(ConditionStatus.False, site[ConditionType.Ready].Status);

        site.Site.Pbx.Unavailable.Clear();
        site.Site.Pbx.Drift.Add(Gone);
        Assert.Equal(RunResult.Applied, (await site.Site.RunAsync()).Result);
        Assert.Equal(ConditionStatus.True, site[ConditionType.Ready].Status);
    }

    [Fact]
    public async Task Asterisk_ThatGoesAwayWhileItIsAsked_LeavesFilesToBeHealed()
    {
        using var site = await DriftSite.PublishedAsync();
        await File.AppendAllTextAsync(site.AnnasFile, "by hand", TestContext.Current.CancellationToken);
        site.Site.Pbx.Unavailable["drift"] = Unreachable;

        await site.CheckAsync();

        Assert.Equal(ConditionStatus.True, site[ConditionType.Published].Status);
        Assert.Equal(ConditionStatus.Unknown, site[ConditionType.Activated].Status);
        Assert.DoesNotContain("by hand", await File.ReadAllTextAsync(site.AnnasFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsteriskFiles_ChangedWhileAsteriskIsDown_AreRepairedAndReloadedOnceItIsBack()
    {
        using var site = await DriftSite.PublishedAsync();
        var published = site.Published();
        File.AppendAllText(Path.Combine(site.AsteriskGeneration, "pjsip.conf"), "[151](+)\ncontext = wrong\n");
        site.Site.Pbx.Unavailable["drift"] = site.Site.Pbx.Unavailable["check"] = Unreachable;

        Assert.Equal(ExitCode.ActivationFailed, (await site.CheckAsync()).ExitCode);
        Assert.Equal(published, site.Published());

        site.Site.Pbx.Unavailable.Clear();
        site.Site.Pbx.Calls.Clear();
        Assert.Equal(RunResult.Applied, (await site.Site.RunAsync()).Result);
        Assert.Contains(site.Site.Pbx.Calls, call => call.StartsWith("reload", StringComparison.Ordinal));
        Assert.Equal(ConditionStatus.True, site[ConditionType.Ready].Status);
    }

    [Fact]
    public async Task Heal_AsteriskKeepsAnotherObject_IsTheAdministratorsFaultAndTheNewFilesStay()
    {
        using var site = await DriftSite.PublishedAsync();
        var published = site.Published();
        File.AppendAllText(Path.Combine(site.AsteriskGeneration, "pjsip.conf"), "; by hand\n");
        site.Site.Pbx.BadReadBacks = 2;

        var failed = await site.CheckAsync();

        Assert.Equal(ExitCode.ActivationFailed, failed.ExitCode);
        Assert.True(failed.Transient);
        Assert.Null(site.Site.Remembered.Quarantined);
        Assert.Equal(published, site.Published());
        Assert.Equal(RunResult.Applied, (await site.Site.RunAsync()).Result);
    }

    [Fact]
    public async Task Voicemail_RewrittenByAsteriskForAUsersPin_IsNoDrift()
    {
        using var site = await DriftSite.PublishedAsync();
        site.Site.Repository.Commit("Voicemail", ("extensions/people.yaml", "- { extension: 151, name: Anna, voicemail: { email: anna@example.com } }\n- { extension: 152, name: Ben }\n"));
        Assert.Equal(RunResult.Applied, (await site.Site.RunAsync()).Result);
        var path = Path.Combine(site.AsteriskGeneration, "voicemail.conf");
        var line = File.ReadAllLines(path).Single(l => l.StartsWith("151", StringComparison.Ordinal));
        File.WriteAllText(path, $";!\n;! Automatically generated configuration file\n;!\n\n[default]\n151 => 8642,{line.Split(',', 2)[1]}\n\n");

        Assert.Equal(RunResult.NoChange, (await site.CheckAsync()).Result);
        Assert.Contains("8642", File.ReadAllText(path), StringComparison.Ordinal);

        File.WriteAllText(path, "[default]\n151 => 8642,Somebody else,,,passwordlocation=spooldir\n");
        Assert.Equal(RunResult.Applied, (await site.CheckAsync()).Result);
    }

    [Fact]
    public async Task Heal_NewestCommitIsInvalid_PutsTheLastGoodOneBackAndSaysBoth()
    {
        using var site = await DriftSite.PublishedAsync();
        var published = site.Published();
        site.Site.Repository.Commit("Break", ("phones/ben.yaml", "mac: nonsense\n"));
        await site.Site.RunAsync();
        await File.AppendAllTextAsync(site.AnnasFile, "by hand", TestContext.Current.CancellationToken);

        var outcome = await site.CheckAsync();

        Assert.Equal(ExitCode.Invalid, outcome.ExitCode);
        Assert.Contains(outcome.Diagnostics, finding => finding.Code == "REC086");
        Assert.Equal(published, site.Published());
        Assert.Contains(site.Site.Remembered.History, run => run.Message.StartsWith("Healed", StringComparison.Ordinal));
        Assert.Equal("Invalid", site[ConditionType.Valid].Reason);
    }

    [Fact]
    public async Task Heal_WhileACommitIsQuarantined_LeavesTheQuarantine()
    {
        using var site = await DriftSite.PublishedAsync();
        site.Site.Repository.Commit("Hire", ("extensions/new.yaml", "extension: 153\nname: Cleo\n"), ("phones/cleo.yaml", SmallOffice.Phone("00:25:84:00:00:03", 153, "Cleo")));
        site.Site.Pbx.BadReadBacks = 1;
        Assert.Equal(ExitCode.ActivationFailed, (await site.Site.RunAsync()).ExitCode);
        var quarantined = site.Site.Remembered.Quarantined;
        site.Site.Pbx.Drift.Add(Gone);

        var outcome = await site.CheckAsync();

        Assert.Equal(ExitCode.ActivationFailed, outcome.ExitCode);
        Assert.Empty(site.Site.Pbx.Drift);
        Assert.NotNull(quarantined);
        Assert.Equal(quarantined, site.Site.Remembered.Quarantined);
        Assert.Equal("Quarantined", site[ConditionType.Activated].Reason);
    }

    [Fact]
    public async Task CheckDrift_ByItself_HealsAndAppliesNoNewCommit()
    {
        using var site = await DriftSite.PublishedAsync();
        var published = site.Published();
        site.Site.Repository.Commit("Rename", ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Benjamin")));
        await File.AppendAllTextAsync(site.AnnasFile, "by hand", TestContext.Current.CancellationToken);
        site.Site.Time.Advance(TimeSpan.FromMinutes(10));

        var healed = await new RunFactory(site.Site.Setup()).Create().CheckDriftAsync(TestContext.Current.CancellationToken);

        Assert.Equal(RunResult.Applied, healed.Result);
        Assert.Equal(published, site.Published());
        Assert.NotEqual(site.Site.Repository.Head, site.Site.Remembered.Observed?.ToString());
        Assert.Equal(RunResult.NoChange, (await new RunFactory(site.Site.Setup()).Create().CheckDriftAsync(TestContext.Current.CancellationToken)).Result);
    }

    [Fact]
    public async Task Heal_RepositoryGone_IsDoneFromTheMirror()
    {
        using var site = await DriftSite.PublishedAsync();
        var published = site.Published();
        await File.AppendAllTextAsync(site.AnnasFile, "by hand", TestContext.Current.CancellationToken);
        Directory.Move(site.Site.Repository.DirectoryPath, site.Site.Repository.DirectoryPath + ".away");

        var outcome = await site.CheckAsync();
        Directory.Move(site.Site.Repository.DirectoryPath + ".away", site.Site.Repository.DirectoryPath);

        Assert.Equal(ExitCode.FetchFailed, outcome.ExitCode);
        Assert.Equal(published, site.Published());
        Assert.Contains(site.Site.Remembered.History, run => run.Message.StartsWith("Healed", StringComparison.Ordinal));
    }

    private static PbxUnavailableException Unreachable => new(PbxUnavailableReason.Unreachable, "Asterisk does not answer.");
}
