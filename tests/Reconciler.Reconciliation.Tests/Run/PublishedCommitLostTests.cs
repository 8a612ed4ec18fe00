using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>What a change takes away is told against the commit that phones have: it is kept, and where it is lost all the same, nothing passes unseen.</summary>
public sealed class PublishedCommitLostTests : IDisposable
{
    private const string First = "002584010000";
    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task ForcePush_AndGarbageCollection_LeaveTheGuardWhatIsPublished()
    {
        await GrowAsync();

        Replace(SmallOffice.Site);
        await CollectAsync();
        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, outcome.ExitCode);
        Assert.Contains("removes 12 of 14 phones", outcome.Message, StringComparison.Ordinal);
        Assert.NotNull(_site.Profile(First));
    }

    [Fact]
    public async Task AnotherRepository_WithoutThePublishedCommit_IsRefusedUntilApprovedOnTheHost()
    {
        await GrowAsync();
        var published = _site.Remembered.Published!.Value.Abbreviated;

        Replace(SmallOffice.Site);
        await GitAsync(_site.Repository.DirectoryPath, "gc", "--quiet", "--prune=now");
        Directory.Delete(Path.Combine(_site.State, "mirror.git"), recursive: true);
        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, outcome.ExitCode);
        Assert.Contains($"Phones run commit {published}, which is not in the repository any more.", outcome.Message, StringComparison.Ordinal);
        Assert.NotNull(_site.Profile(First));

        _site.Controls.AddLine(Control.Approve, outcome.PlanToApprove());

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Null(_site.Profile(First));
    }

    [Fact]
    public async Task PublishedCommit_ThatThisVersionRefuses_IsReportedWithItsFault_AndTheChangeToAllAtOnceWaitsForAnApproval()
    {
        await GrowAsync();
        var invalid = _site.Repository.Commit("As an older version took it", ("profiles/base.yaml", "name: base\nold: yes\n"));
        _site.Repository.Commit("Mend", ("site.yaml", SmallOffice.Site + "\nrollout: { waves: [10%] }\n"), ("profiles/base.yaml", "name: base\nstationName: Rome\n"));
        await _site.Setup().Mirror.FetchAsync(TestContext.Current.CancellationToken);
        PretendPublished(invalid);

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.Refused, outcome.ExitCode);
        Assert.Contains($"Phones run commit {invalid[..10]}, which is refused by this version: profiles/base.yaml:2:1 error ", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Rome", _site.Profile(First), StringComparison.Ordinal);

        _site.Controls.AddLine(Control.Approve, outcome.PlanToApprove());

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Contains("Rome", _site.Profile(First), StringComparison.Ordinal);
    }

    private async Task GrowAsync()
    {
        var (extensions, phones) = SmallOffice.Many(12);
        _site.Repository.Commit("Grow", ("extensions/many.yaml", extensions), ("phones/many.yaml", phones));
        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
    }

    private void Replace(string site) => _site.Repository.ForcePush(
        "All anew",
        ("site.yaml", site),
        ("extensions/people.yaml", SmallOffice.Extensions),
        ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna")),
        ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Ben")),
        ("profiles/base.yaml", SmallOffice.Profile));

    private void PretendPublished(string commit)
    {
        Assert.True(CommitId.TryParse(commit, out var id));
        new StateStore(_site.Storage).Save(_site.Remembered with { Published = id, Activated = id });
    }

    /// <summary>The mirror takes the new history, and forgets what nothing keeps.</summary>
    private async Task CollectAsync()
    {
        await _site.Setup().Mirror.FetchAsync(TestContext.Current.CancellationToken);
        await GitAsync(Path.Combine(_site.State, "mirror.git"), "gc", "--quiet", "--prune=now");
    }

    private static async Task GitAsync(string repository, params string[] arguments)
    {
        var done = await Processes.RunAsync(Requires.Tool("git"), ["-c", "safe.directory=*", "-C", repository, .. arguments], null, TestContext.Current.CancellationToken);
        Assert.Equal(0, done.ExitCode);
    }
}
