using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

public sealed class ReconcileRunTests : IDisposable
{
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task FirstRun_ValidCommit_IsActivatedThenPublishedThenRecorded()
    {
        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Equal(RunResult.Applied, outcome.Result);
        Assert.Contains("<Short_Name_1_ ua=\"na\">Anna</Short_Name_1_>", _site.Profile("002584000001"), StringComparison.Ordinal);
        Assert.Contains("exten => 151,1,Dial(PJSIP/151,60,rT)", _site.Dialplan, StringComparison.Ordinal);
        Assert.Equal(["check", "reload app_voicemail res_pjsip pbx_config", "read-back"], _site.Pbx.Calls);
        var state = _site.Remembered;
        Assert.Equal(_site.Repository.Head, state.Published.ToString());
        Assert.Equal(state.Published, state.Activated);
        Assert.Equal(state.Published, state.Recorded);
        Assert.Equal(state.Published, state.Observed);
        Assert.Equal(ConditionStatus.True, state.Conditions.Single(c => c.Type == ConditionType.Ready).Status);
    }

    [Fact]
    public async Task NextRun_NothingNew_WritesNoFileAndAsksAsteriskNothing()
    {
        await _site.RunAsync();
        var before = Snapshot(_site.Served).Concat(Snapshot(_site.State)).ToList();
        _site.Pbx.Calls.Clear();

        var outcome = await _site.RunAsync();

        Assert.Equal(RunResult.NoChange, outcome.Result);
        Assert.Empty(_site.Pbx.Calls);
        Assert.Equal(before, Snapshot(_site.Served).Concat(Snapshot(_site.State)));
    }

    [Fact]
    public async Task Push_LabelOfOnePhone_ChangesThatProfileAndReloadsNothing()
    {
        await _site.RunAsync();
        var other = _site.Profile("002584000002");
        _site.Pbx.Calls.Clear();
        _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Equal(1, outcome.PhonesChanged);
        Assert.Contains(">Anna B.<", _site.Profile("002584000001"), StringComparison.Ordinal);
        Assert.Equal(other, _site.Profile("002584000002"));
        Assert.Empty(_site.Pbx.Calls);
    }

    [Fact]
    public async Task Push_InvalidCommit_IsRefusedWholeAndTheLastGoodStateStays()
    {
        await _site.RunAsync();
        var good = _site.Remembered.Published;
        _site.Repository.Commit(
            "Break", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 951, "Anna")), ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Benjamin")));

        var outcome = await _site.RunAsync();
        var again = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, outcome.ExitCode);
        Assert.Equal(ExitCode.Invalid, again.ExitCode);
        Assert.Contains(outcome.Diagnostics, d => d.Location.ToString() == "phones/anna.yaml:4:11");
        Assert.Contains(">Ben<", _site.Profile("002584000002"), StringComparison.Ordinal);
        Assert.Equal(good, _site.Remembered.Published);
        Assert.Single(_site.Remembered.History, run => run.ExitCode == ExitCode.Invalid);
    }

    [Fact]
    public async Task Push_FileThatCannotBeRead_IsRefusedByItsCauseInABoundedSentence()
    {
        await _site.RunAsync();
        _site.Repository.Commit("Break", ("phones/anna.yaml", $"mac: 00:25:84:00:00:01\n\tmodel: SPA504G\n{new string('#', 100_000)}\n"));

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, outcome.ExitCode);
        Assert.Contains("is refused: phones/anna.yaml:2:1 error REC004 A tab is used for indentation on this line.", outcome.Message, StringComparison.Ordinal);
        Assert.InRange(outcome.Message.Length, 1, 1_200);
        Assert.Equal(["REC004", "REC152"], outcome.Diagnostics.Select(d => d.Code));
        Assert.Equal(["REC004", "REC152"], _site.Remembered.History[0].Findings.Select(f => f.Split(' ')[2]));
    }

    [Fact]
    public async Task Push_CorrectionAfterInvalidCommit_IsApplied()
    {
        await _site.RunAsync();
        _site.Repository.Commit("Break", ("site.yaml", "name: ["));
        await _site.RunAsync();
        _site.Repository.Commit("Mend", ("site.yaml", SmallOffice.Site));

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Equal(ConditionStatus.True, _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Valid).Status);
    }

    [Fact]
    public async Task Fetch_BranchDeleted_FailsWithTheLastGoodStateServed()
    {
        await _site.RunAsync();
        _site.Repository.DeleteBranch();

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.FetchFailed, outcome.ExitCode);
        Assert.NotNull(_site.Profile("002584000001"));
        Assert.Equal("BranchDeleted", _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Fetched).Reason);
    }

    [Fact]
    public async Task Record_BeforeTheFirstPush_LeavesTheRepositoryEmpty()
    {
        _site.Repository.DeleteBranch();

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.FetchFailed, outcome.ExitCode);
        Assert.Empty(_site.Repository.Log("status/hq"));
        var recorded = _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Recorded);
        Assert.Equal(ConditionStatus.Unknown, recorded.Status);
        Assert.Equal("NothingFetched", recorded.Reason);
    }

    [Fact]
    public async Task Fetch_TagThatIsMoved_IsServedAndSaid()
    {
        _site.Repository.Tag("v1");
        _site.Watched = WatchedRevision.Tag("v1");
        await _site.RunAsync();
        var before = _site.Remembered;
        _site.Repository.Commit("Rename", ("site.yaml", SmallOffice.Site + "# second\n"));
        await _site.RunAsync();
        var still = _site.Remembered.Published;
        var tagged = _site.Repository.Tag("v1");

        await _site.RunAsync();

        var fetched = _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Fetched);
        Assert.Equal("The tag v1.", before.Conditions.Single(c => c.Type == ConditionType.Fetched).Message);
        Assert.Equal(before.Published, still);
        Assert.Equal(tagged, _site.Remembered.Published.ToString());
        Assert.Equal("HistoryRewritten", fetched.Reason);
        Assert.StartsWith("The tag v1, which was moved here from ", fetched.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ForcePush_IsFollowed()
    {
        await _site.RunAsync();
        _site.Repository.ForcePush(
            "Anew",
            ("site.yaml", SmallOffice.Site),
            ("extensions/people.yaml", SmallOffice.Extensions),
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Rewritten")),
            ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Ben")),
            ("profiles/base.yaml", SmallOffice.Profile));

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Contains(">Rewritten<", _site.Profile("002584000001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretOfTheHost_Changed_IsRenderedAnewWithoutACommit()
    {
        _site.Environment["RECONCILER_SECRET_ANNA"] = "first-value-of-151";
        _site.Repository.Commit("Env", ("extensions/people.yaml", "- { extension: 151, secret: { env: ANNA } }\n- { extension: 152 }\n"));
        await _site.RunAsync();
        _site.Environment["RECONCILER_SECRET_ANNA"] = "second-value-of-151";

        var outcome = await _site.RunAsync();

        Assert.Equal(RunResult.Applied, outcome.Result);
        Assert.Contains(">second-value-of-151<", _site.Profile("002584000001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretOfTheHost_Missing_RefusesTheCommitAtItsPlace()
    {
        _site.Repository.Commit("Env", ("extensions/people.yaml", "- { extension: 151, secret: { env: ANNA } }\n- { extension: 152 }\n"));

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, outcome.ExitCode);
        var finding = Assert.Single(outcome.Diagnostics, d => d.Code == "REC082");
        Assert.Equal("extensions/people.yaml", finding.Location.File);
        Assert.Equal(1, finding.Location.Line);
    }

    [Fact]
    public async Task Firmware_ImageMissing_IsAnErrorWhenTheChangeBringsItInAndAWarningLater()
    {
        await _site.RunAsync();
        _site.Repository.Commit("Upgrade", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna", "firmware: 7.6.2\n")));
        var refused = await _site.RunAsync();
        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        Assert.Contains(refused.Diagnostics, d => d.Code == "REC080");

        var image = Path.Combine(_site.Served, "sw", "spa50x-30x-7-6-2.bin");
        Directory.CreateDirectory(Path.GetDirectoryName(image)!);
        await File.WriteAllTextAsync(image, "image", TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);

        File.Delete(image);
        _site.Repository.Commit("Other", ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Benjamin")));
        var outcome = await _site.RunAsync();
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Contains(outcome.Diagnostics, d => d.Code == "REC081");
    }

    [Fact]
    public async Task Firmware_ImageOfASteppingStoneMissing_IsFoundAsThatOfTheVersionIs()
    {
        await _site.RunAsync();
        PutFirmware("b.bin");
        _site.Repository.Commit(
            "Upgrade",
            ("site.yaml", SmallOffice.Site.Replace("\"7.6.2\": spa50x-30x-7-6-2.bin", "\"7.6.2\": { image: b.bin, via: 7.5.4 }, \"7.5.4\": a.bin", StringComparison.Ordinal)),
            ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna", "firmware: 7.6.2\n")));

        var refused = await _site.RunAsync();
        PutFirmware("a.bin");
        var accepted = await _site.RunAsync();
        File.Delete(Path.Combine(_site.Served, "sw", "a.bin"));
        _site.Repository.Commit("Other", ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Benjamin")));
        var warned = await _site.RunAsync();

        Assert.Equal(ExitCode.Invalid, refused.ExitCode);
        Assert.Equal(
            "phones/anna.yaml:3:11 error REC080 Phone 00:25:84:00:00:01 is to run firmware 7.6.2 by way of 7.5.4, but the served root has no sw/a.bin. Put the image there, or take the version back.",
            Assert.Single(refused.Diagnostics, d => d.Code == "REC080").ToString());
        Assert.Equal(ExitCode.Done, accepted.ExitCode);
        Assert.Equal(ExitCode.Done, warned.ExitCode);
        Assert.Contains(" by way of 7.5.4,", Assert.Single(warned.Diagnostics, d => d.Code == "REC081").Message, StringComparison.Ordinal);
    }

    private void PutFirmware(string name)
    {
        var folder = Path.Combine(_site.Served, "sw");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), "image");
    }

    [Fact]
    public async Task ForeignFile_InTheWay_FailsBeforeAnythingIsSwitched()
    {
        Directory.CreateDirectory(Path.Combine(_site.Served, "xml"));
        await File.WriteAllTextAsync(Path.Combine(_site.Served, "xml", "spa002584000001.xml"), "hand-made", TestContext.Current.CancellationToken);

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.PublishFailed, outcome.ExitCode);
        Assert.Contains("adopt xml/spa002584000001.xml", outcome.Message, StringComparison.Ordinal);
        Assert.Equal("hand-made", _site.Profile("002584000001"));
        Assert.Null(_site.Profile("002584000002"));
    }

    private static IEnumerable<string> Snapshot(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Where(f => f.Name is not "lock" && !f.FullName.Contains("/mirror.git", StringComparison.Ordinal))
            .Select(f => $"{f.FullName} {f.LinkTarget} {f.LastWriteTimeUtc:O}")
            .Order(StringComparer.Ordinal);
}
