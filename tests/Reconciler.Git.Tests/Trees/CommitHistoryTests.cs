using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Trees;

public sealed class CommitHistoryTests : IDisposable
{
    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "1"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstParents_LinearHistory_IsNewestFirstWithMessages()
    {
        var start = _repository.Head;
        _repository.Commit("Second", ("a.yaml", ""));
        _repository.Commit("Third\n\nAllow-Plan: abc", ("b.yaml", ""));
        var mirror = await FetchedAsync();

        var commits = mirror.FirstParents(Id(start), Id(_repository.Head));

        Assert.Equal(["Third\n\nAllow-Plan: abc\n", "Second\n"], commits.Select(c => c.Message));
        Assert.Equal("Ada Administrator", commits[0].Author);
        Assert.Equal(Id(start), commits[1].Parent);
    }

    [Fact]
    public async Task FirstParents_Merge_LeavesTheSideOut()
    {
        var start = _repository.Head;
        _repository.Commit("Main", ("a.yaml", ""));
        _repository.Merge("Merge it", start, ("b.yaml", ""));
        var mirror = await FetchedAsync();

        var commits = mirror.FirstParents(Id(start), Id(_repository.Head));

        Assert.Equal(["Merge it\n", "Main\n"], commits.Select(c => c.Message));
    }

    [Fact]
    public async Task CommitsBetween_AMerge_HoldsTheSideToo()
    {
        var start = _repository.Head;
        _repository.Commit("Main", ("a.yaml", ""));
        _repository.Merge("Merge it", start, ("b.yaml", ""));
        var mirror = await FetchedAsync();

        var commits = mirror.CommitsBetween(Id(start), Id(_repository.Head));

        Assert.Equal(["Main\n", "Merge it\n", "Merge it (side)\n"], commits.Select(c => c.Message).Order(StringComparer.Ordinal));
        Assert.Empty(mirror.CommitsBetween(Id(_repository.Head), Id(_repository.Head)));
    }

    [Fact]
    public async Task FirstParents_SinceTheSideOfAMerge_EndsAtWhatIsBehindIt()
    {
        var start = _repository.Head;
        _repository.Commit("Main", ("a.yaml", ""));
        _repository.Merge("Merge it", start, ("b.yaml", ""));
        var mirror = await FetchedAsync();
        var side = Id(SecondParent());

        var commits = mirror.FirstParents(side, Id(_repository.Head));

        Assert.Equal(["Merge it\n", "Main\n"], commits.Select(c => c.Message));
    }

    [Fact]
    public async Task FirstParents_WithoutAStart_GoesToTheRootOrTheLimit()
    {
        _repository.Commit("Second", ("a.yaml", ""));
        _repository.Commit("Third", ("b.yaml", ""));
        var mirror = await FetchedAsync();

        Assert.Equal(3, mirror.FirstParents(null, Id(_repository.Head)).Length);
        Assert.Equal(2, mirror.FirstParents(null, Id(_repository.Head), 2).Length);
        Assert.Empty(mirror.FirstParents(Id(_repository.Head), Id(_repository.Head)));
    }

    [Fact]
    public async Task Ancestry_IsAnswered()
    {
        var start = _repository.Head;
        var second = _repository.Commit("Second", ("a.yaml", ""));
        var other = _repository.CommitOn("orphan", "Other", ("x.yaml", ""));
        var mirror = await FetchedAsync();
        var unknown = Id(new string('a', 40));

        Assert.True(mirror.IsAncestor(Id(start), Id(second)));
        Assert.True(mirror.IsAncestor(Id(second), Id(second)));
        Assert.False(mirror.IsAncestor(Id(second), Id(start)));
        Assert.False(mirror.IsAncestor(unknown, Id(start)));
        Assert.Equal(Id(start), mirror.MergeBase(Id(start), Id(second)));
        Assert.Null(mirror.MergeBase(Id(other), Id(second)));
        Assert.Null(mirror.MergeBase(unknown, Id(second)));
        Assert.True(mirror.Contains(Id(start)));
        Assert.False(mirror.Contains(unknown));
    }

    [Fact]
    public async Task ChangedPaths_BetweenCommits_AreRelativeToTheSite()
    {
        var start = _repository.Commit("Files", ("hq/a.yaml", "1"), ("hq/b.yaml", "2"), ("hq/sub/c.yaml", "3"), ("lab/d.yaml", "4"));
        _repository.Commit("Change", ("hq/a.yaml", "x"), ("hq/new.yaml", "3"), ("lab/d.yaml", "x"));
        var end = _repository.Remove("Remove", "hq/sub/c.yaml");
        var mirror = await FetchedAsync();

        Assert.Equal(
            [new("a.yaml", ChangedPathKind.Modified), new("new.yaml", ChangedPathKind.Added), new ChangedPath("sub/c.yaml", ChangedPathKind.Removed)],
            mirror.ChangedPaths(Id(start), Id(end), "hq"));
        Assert.Contains(mirror.ChangedPaths(Id(start), Id(end), "."), c => c.Path == "lab/d.yaml");
    }

    [Fact]
    public async Task ChangedPaths_FolderThatAppears_AreAllAdded()
    {
        var start = _repository.Head;
        var end = _repository.Commit("Files", ("hq/a.yaml", "1"));
        var mirror = await FetchedAsync();

        Assert.Equal([new ChangedPath("a.yaml", ChangedPathKind.Added)], mirror.ChangedPaths(Id(start), Id(end), "hq"));
    }

    public void Dispose()
    {
        _host.Dispose();
        _repository.Dispose();
    }

    private static CommitId Id(string sha) => CommitId.TryParse(sha, out var id) ? id : throw new ArgumentException("no commit id", nameof(sha));

    private string SecondParent()
    {
        using var repository = new LibGit2Sharp.Repository(_repository.DirectoryPath);
        return repository.Head.Tip.Parents.Last().Sha;
    }

    private async Task<GitMirror> FetchedAsync()
    {
        var mirror = _host.Mirror(_repository.DirectoryPath);
        await mirror.FetchAsync(Token);
        return mirror;
    }
}
