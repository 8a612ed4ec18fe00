using LibGit2Sharp;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;
using Reconciler.Git.Objects;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Mirrors;

/// <summary>Of a repository, the watched branch and nothing else is mirrored, from a server and from this host.</summary>
public sealed class WatchedOnlyTests : IAsyncLifetime
{
    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "name: hq\n"));
    private GitHttpsServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _server = await GitHttpsServer.StartAsync(Path.GetDirectoryName(_repository.DirectoryPath)!, "fetcher", "word", Token);

    [Theory]
    [InlineData(false, "fix", "fix/one")]
    [InlineData(true, "fix", "fix/one")]
    [InlineData(false, "fix/one", "fix")]
    [InlineData(true, "fix/one", "fix")]
    public async Task Fetch_AnotherBranchMakesWayForOneBelowItsName_GoesOn(bool byServer, string first, string second)
    {
        var sut = CreateSut(byServer);
        _repository.CommitOn(first, "Try", ("x.yaml", ""));
        await sut.FetchAsync(Token);
        _repository.DeleteBranch(first);
        _repository.CommitOn(second, "Try again", ("y.yaml", ""));
        _repository.Commit("Change", ("site.yaml", "name: two\n"));

        var result = await sut.FetchAsync(Token);

        Assert.Equal(_repository.Head, result.Head.ToString());
        Assert.False(result.MirrorReplaced);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_ForeignBranches_AreNotMirrored(bool byServer)
    {
        var foreign = Commit("feature");
        await CreateSut(byServer).FetchAsync(Token);
        var later = Commit("later");
        _repository.Commit("Change", ("site.yaml", "name: two\n"));
        await CreateSut(byServer).FetchAsync(Token);

        using var mirror = new Repository(_host.MirrorDirectory);
        Assert.Null(mirror.Lookup(foreign));
        Assert.Null(mirror.Lookup(later));
        Assert.All(mirror.Refs, r => Assert.StartsWith("refs/reconciler/", r.CanonicalName, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_MirrorOfAnEarlierVersion_IsMadeSmallAndKeepsWhatPhonesRun(bool byServer)
    {
        var served = _repository.Head;
        var sut = CreateSut(byServer);
        await sut.FetchAsync(Token);
        _repository.ForcePush("Anew", ("site.yaml", "name: other\n"));
        var foreign = Commit("feature");
        PretendEarlierVersion(foreign, served);

        var result = await sut.FetchAsync(Token);

        Assert.Equal((_repository.Head, served), (result.Head.ToString(), result.PreviousHead.ToString()));
        Assert.True(result.HistoryRewritten);
        Assert.False(result.MirrorReplaced);
        using var mirror = new Repository(_host.MirrorDirectory);
        Assert.Null(mirror.Lookup(foreign));
        Assert.NotNull(mirror.Lookup<Commit>(served)?.Tree["site.yaml"]?.Target);
    }

    [Fact]
    public async Task List_FileThatIsTooLarge_IsJudgedByItsHeaderAndNotMirrored()
    {
        _repository.Commit("Firmware", [("sw/image.bin", new byte[9 << 20]), ("phones/huge.yaml", Enumerable.Repeat((byte)'#', 9 << 20).ToArray())]);
        var sut = CreateSut(byServer: false);
        await sut.FetchAsync(Token);
        _repository.Commit("More", [("sw/more.bin", Enumerable.Repeat((byte)1, 10 << 20).ToArray())]);

        var result = await sut.FetchAsync(Token);

        var huge = Assert.Single(sut.OpenTree(result.Head, ".").List(new DiagnosticList()), e => e.Path == "phones/huge.yaml");
        Assert.Equal(9 << 20, huge.Size);
        using var mirror = new Repository(_host.MirrorDirectory);
        Assert.Null(mirror.Lookup(new ObjectId(BlobId.Of(Enumerable.Repeat((byte)1, 10 << 20).ToArray()))));
    }

    [Fact]
    public async Task Fetch_InsteadOfInTheUsersConfiguration_IsNotRead()
    {
        var home = Directory.CreateDirectory(Path.Combine(_host.StateDirectory, "home")).FullName;
        await File.WriteAllTextAsync(Path.Combine(home, ".gitconfig"), $"[url \"https://127.0.0.1:1/\"]\n\tinsteadOf = {_server!.UrlOf("")}\n", Token);
        GlobalSettings.SetConfigSearchPaths(ConfigurationLevel.Global, home);

        var result = await CreateSut(byServer: true).FetchAsync(Token);

        Assert.Equal(_repository.Head, result.Head.ToString());
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

    private string Commit(string branch)
    {
        _repository.CommitOn(branch, "Try", ($"{branch}.yaml", branch));
        using var origin = new Repository(_repository.DirectoryPath);
        return origin.Branches[branch].Tip.Sha;
    }

    // What versions before this one left: every branch under its own name.
    private void PretendEarlierVersion(string foreign, string pinned)
    {
        using (var copy = new ObjectCopy(Path.Combine(_repository.DirectoryPath, "objects"), Path.Combine(_host.MirrorDirectory, "objects"), "origin"))
        {
            copy.Copy(new ObjectId(foreign), Token);
        }

        using var mirror = new Repository(_host.MirrorDirectory);
        mirror.Refs.Add("refs/heads/feature", new ObjectId(foreign));
        mirror.Refs.Add("refs/remotes/origin/feature", new ObjectId(foreign));
        mirror.Refs.Add("refs/reconciler/pinned/" + pinned, new ObjectId(pinned));
        mirror.Config.Unset("reconciler.source", ConfigurationLevel.Local);
    }

    private GitMirror CreateSut(bool byServer) => byServer
        ? _host.Mirror(_server!.UrlOf("site.git"), credentials: new GitCredentials
        {
            UsernameFile = _host.Secret("username", "fetcher"),
            PasswordFile = _host.Secret("password", "word"),
            CaFile = _server.CaFile,
        })
        : _host.Mirror(_repository.DirectoryPath);
}
