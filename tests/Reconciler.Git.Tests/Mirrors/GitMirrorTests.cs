using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Mirrors;

public sealed class GitMirrorTests : IDisposable
{
    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "name: hq\n"), ("phones/fred.yaml", "mac: 1\n"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_FirstTime_SaysHeadWithoutPrevious()
    {
        var result = await CreateSut().FetchAsync(Token);

        Assert.Equal(_repository.Head, result.Head.ToString());
        Assert.Null(result.PreviousHead);
        Assert.True(result.Moved);
        Assert.False(result.HistoryRewritten);
        Assert.False(result.MirrorReplaced);
    }

    [Fact]
    public async Task Fetch_FileUrl_WorksAsThePlainPath()
    {
        var result = await _host.Mirror("file://" + _repository.DirectoryPath).FetchAsync(Token);

        Assert.Equal(_repository.Head, result.Head.ToString());
    }

    [Fact]
    public async Task Fetch_NothingNew_HasNotMoved()
    {
        var sut = CreateSut();
        await sut.FetchAsync(Token);

        var result = await sut.FetchAsync(Token);

        Assert.False(result.Moved);
        Assert.Equal(result.Head, result.PreviousHead);
    }

    [Fact]
    public async Task Fetch_NewCommit_IsReadByAnOldAndANewProcess()
    {
        var sut = CreateSut();
        var first = await sut.FetchAsync(Token);
        _repository.Commit("Change", ("phones/fred.yaml", "mac: 2\n"));

        var result = await sut.FetchAsync(Token);

        Assert.Equal(first.Head, result.PreviousHead);
        Assert.True(result.Moved);
        Assert.False(result.HistoryRewritten);
        Assert.Equal("mac: 2\n", ReadText(sut, result.Head, "phones/fred.yaml"));
        Assert.Equal("mac: 2\n", ReadText(CreateSut(), result.Head, "phones/fred.yaml"));
        Assert.Equal(result.Head, CreateSut().Head);
    }

    [Fact]
    public async Task Fetch_ForcePush_IsFollowedAndReported()
    {
        var sut = CreateSut();
        var first = await sut.FetchAsync(Token);
        _repository.ForcePush("Anew", ("site.yaml", "name: other\n"));

        var result = await sut.FetchAsync(Token);

        Assert.True(result.HistoryRewritten);
        Assert.Equal(first.Head, result.PreviousHead);
        Assert.Equal(_repository.Head, result.Head.ToString());
        Assert.True(sut.Contains(first.Head));
    }

    [Fact]
    public async Task Fetch_BranchPutBackToAnOlderCommit_IsARewrite()
    {
        var sut = CreateSut();
        var old = _repository.Head;
        _repository.Commit("Change", ("a.yaml", ""));
        await sut.FetchAsync(Token);
        _repository.ResetTo(old);

        var result = await sut.FetchAsync(Token);

        Assert.True(result.HistoryRewritten);
        Assert.Equal(old, result.Head.ToString());
    }

    [Fact]
    public async Task Fetch_DeletedBranch_IsAnErrorUntilItIsBack()
    {
        var sut = CreateSut();
        var first = await sut.FetchAsync(Token);
        _repository.DeleteBranch();

        var once = await Assert.ThrowsAsync<GitUnavailableException>(() => sut.FetchAsync(Token));
        var twice = await Assert.ThrowsAsync<GitUnavailableException>(() => sut.FetchAsync(Token));
        _repository.ResetTo(first.Head.ToString());
        var back = await sut.FetchAsync(Token);

        Assert.Equal((GitFailure.BranchDeleted, GitFailure.BranchDeleted), (once.Failure, twice.Failure));
        Assert.Equal(first.Head, back.PreviousHead);
        Assert.False(back.Moved);
    }

    [Fact]
    public async Task Fetch_EmptyRepository_SaysSo()
    {
        using var empty = TestRepository.Empty();

        var error = await Assert.ThrowsAsync<GitUnavailableException>(() => _host.Mirror(empty.DirectoryPath).FetchAsync(Token));

        Assert.Equal(GitFailure.RepositoryEmpty, error.Failure);
        Assert.Contains("push the branch main", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_EmptyRepositoryThatIsFilledLater_Works()
    {
        using var empty = TestRepository.Empty();
        var sut = _host.Mirror(empty.DirectoryPath);
        await Assert.ThrowsAsync<GitUnavailableException>(() => sut.FetchAsync(Token));
        empty.Commit("Start", ("site.yaml", "name: late\n"));

        var result = await sut.FetchAsync(Token);

        Assert.Equal(empty.Head, result.Head.ToString());
    }

    [Fact]
    public async Task Fetch_UnknownBranch_NamesThoseThatAre()
    {
        var error = await Assert.ThrowsAsync<GitUnavailableException>(() => _host.Mirror(_repository.DirectoryPath, "production").FetchAsync(Token));

        Assert.Equal(GitFailure.BranchMissing, error.Failure);
        Assert.Contains("it has main", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_NoSuchDirectory_SaysSo()
    {
        var error = await Assert.ThrowsAsync<GitUnavailableException>(() => _host.Mirror("/nonexistent/site.git").FetchAsync(Token));

        Assert.Equal(GitFailure.RepositoryNotFound, error.Failure);
    }

    [Fact]
    public async Task Fetch_DirectoryThatIsNoRepository_SaysSo()
    {
        var error = await Assert.ThrowsAsync<GitUnavailableException>(() => _host.Mirror(_host.StateDirectory).FetchAsync(Token));

        Assert.Equal(GitFailure.RepositoryNotFound, error.Failure);
        Assert.Contains("no Git repository", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_OtherUrlThanTheMirrors_StartsAnew()
    {
        await CreateSut().FetchAsync(Token);
        using var other = TestRepository.With(("site.yaml", "name: other\n"));

        var result = await _host.Mirror(other.DirectoryPath).FetchAsync(Token);

        Assert.Equal(other.Head, result.Head.ToString());
        Assert.Null(result.PreviousHead);
    }

    [Fact]
    public async Task Fetch_OtherBranchThatIsDeleted_IsPruned()
    {
        _repository.CommitOn("feature", "Try", ("x.yaml", ""));
        var sut = CreateSut();
        await sut.FetchAsync(Token);
        _repository.DeleteBranch("feature");
        await sut.FetchAsync(Token);
        _repository.DeleteBranch();

        await Assert.ThrowsAsync<GitUnavailableException>(() => sut.FetchAsync(Token));

        Assert.Empty(Directory.GetFiles(Path.Combine(_host.MirrorDirectory, "refs", "heads"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Fetch_CancelledBefore_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CreateSut().FetchAsync(cancelled.Token));
    }

    [Fact]
    public void Head_WithoutAMirror_IsNull() => Assert.Null(CreateSut().Head);

    public void Dispose()
    {
        _host.Dispose();
        _repository.Dispose();
    }

    internal static string ReadText(IGitMirror mirror, CommitId commit, string path)
    {
        var diagnostics = new DiagnosticList();
        var tree = mirror.OpenTree(commit, ".");
        var entry = Assert.Single(tree.List(diagnostics), e => e.Path == path);
        Assert.False(diagnostics.HasErrors);
        return System.Text.Encoding.UTF8.GetString(tree.Read(entry));
    }

    private GitMirror CreateSut() => _host.Mirror(_repository.DirectoryPath);
}
