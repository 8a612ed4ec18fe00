using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Mirrors;

public sealed class WatchedTagTests : IAsyncLifetime
{
    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "name: hq\n"));
    private GitSshServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await GitSshServer.StartAsync(Token);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Fetch_Tag_SaysItsCommitAndName(bool byServer, bool annotated)
    {
        var tagged = _repository.Tag("v1.2.3", annotated);
        _repository.Commit("Change", ("site.yaml", "name: two\n"));

        var result = await CreateSut(WatchedRevision.Tag("v1.2.3"), byServer).FetchAsync(Token);

        Assert.Equal((tagged, "v1.2.3"), (result.Head.ToString(), result.Tag));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_TagThatMoves_IsARewrittenHistory(bool byServer)
    {
        _repository.Tag("v1", annotated: true);
        var sut = CreateSut(WatchedRevision.Tag("v1"), byServer);
        var first = await sut.FetchAsync(Token);
        _repository.Commit("Change", ("site.yaml", "name: two\n"));
        var still = await sut.FetchAsync(Token);
        _repository.Tag("v1", annotated: true);

        var moved = await sut.FetchAsync(Token);

        Assert.Equal((first.Head, false), (still.Head, still.HistoryRewritten));
        Assert.Equal((_repository.Head, true), (moved.Head.ToString(), moved.HistoryRewritten));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_Semver_FollowsTheHighestTagInTheRange(bool byServer)
    {
        _repository.Tag("v1.2.0");
        _repository.Tag("v2.0.0");
        var sut = CreateSut(WatchedRevision.Semver(">=1.2 <2"), byServer);
        var first = await sut.FetchAsync(Token);
        _repository.Commit("Change", ("site.yaml", "name: two\n"));
        _repository.Tag("1.10.0", annotated: true);
        _repository.Tag("v1.11.0-rc.1");

        var second = await sut.FetchAsync(Token);

        Assert.Equal(("v1.2.0", "1.10.0", false), (first.Tag, second.Tag, second.HistoryRewritten));
        Assert.Equal(_repository.Head, second.Head.ToString());
    }

    [Fact]
    public async Task Fetch_FromABranchToATag_IsNoRewrittenHistory()
    {
        _repository.Tag("v1");
        _repository.Commit("Change", ("site.yaml", "name: two\n"));
        await CreateSut(WatchedRevision.Branch("main"), byServer: false).FetchAsync(Token);

        var result = await CreateSut(WatchedRevision.Tag("v1"), byServer: false).FetchAsync(Token);

        Assert.True(result.Moved);
        Assert.False(result.HistoryRewritten);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_BranchThatIsATag_OffersTheOtherKey(bool byServer)
    {
        _repository.Tag("v1.0.0");

        var error = await FailAsync(WatchedRevision.Branch("v1.0.0"), byServer);

        Assert.Equal(GitFailure.BranchMissing, error.Failure);
        Assert.Contains("write tag: v1.0.0 instead of branch: v1.0.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_TagThatIsABranch_OffersTheOtherKey() =>
        Assert.Contains("write branch: main", (await FailAsync(WatchedRevision.Tag("main"), byServer: false)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Fetch_BranchByTheNameOfAClone_OffersTheShortOne() =>
        Assert.Contains("write branch: main", (await FailAsync(WatchedRevision.Branch("origin/main"), byServer: false)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_NoTagInTheRange_NamesThoseThatAre(bool byServer)
    {
        _repository.Tag("v0.9");

        var error = await FailAsync(WatchedRevision.Semver("^1"), byServer);

        Assert.Equal(GitFailure.TagMissing, error.Failure);
        Assert.Contains("it has v0.9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_TagThatIsNotThere_IsNoDamage()
    {
        await CreateSut(WatchedRevision.Branch("main"), byServer: false).FetchAsync(Token);

        var error = await FailAsync(WatchedRevision.Tag("v1"), byServer: false);

        Assert.Equal(GitFailure.TagMissing, error.Failure);
        Assert.Contains("it has none", error.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _host.Dispose();
        _repository.Dispose();
    }

    private async Task<GitUnavailableException> FailAsync(WatchedRevision watched, bool byServer) =>
        await Assert.ThrowsAsync<GitUnavailableException>(() => CreateSut(watched, byServer).FetchAsync(Token));

    private GitMirror CreateSut(WatchedRevision watched, bool byServer) => byServer
        ? _host.Mirror(_server!.UrlOf(_repository.DirectoryPath), watched, new GitCredentials { SshKeyFile = _server.KeyFile, KnownHostsFile = _server.KnownHostsFile })
        : _host.Mirror(_repository.DirectoryPath, watched);
}
