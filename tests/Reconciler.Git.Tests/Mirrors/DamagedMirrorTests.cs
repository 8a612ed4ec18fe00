using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Mirrors;

public sealed class DamagedMirrorTests : IDisposable
{
    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(
        [("site.yaml", "name: hq\n"), .. Enumerable.Range(0, 50).Select(i => ($"phones/p{i}.yaml", $"mac: {i}\n"))]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_TruncatedPack_ClonesAnew()
    {
        await PackAsync();
        await FetchAsync();
        var pack = Assert.Single(Directory.GetFiles(Path.Combine(_host.MirrorDirectory, "objects", "pack"), "*.pack"));
        Truncate(pack);

        var result = await FetchAsync();

        Assert.True(result.MirrorReplaced);
        await AssertReadableAsync(result);
    }

    [Fact]
    public async Task Fetch_MissingHeadCommit_ClonesAnew()
    {
        var head = (await FetchAsync()).Head.ToString();
        File.Delete(Path.Combine(_host.MirrorDirectory, "objects", head[..2], head[2..]));

        var result = await FetchAsync();

        Assert.True(result.MirrorReplaced);
        await AssertReadableAsync(result);
    }

    [Fact]
    public async Task Read_BrokenBlob_IsMendedByTheNextFetch()
    {
        using var sut = CreateSut();
        var head = (await sut.FetchAsync(Token)).Head;
        var tree = sut.OpenTree(head, ".");
        var entry = tree.List(new DiagnosticList()).Single(e => e.Path == "phones/p7.yaml");
        Truncate(Path.Combine(_host.MirrorDirectory, "objects", entry.ContentId![..2], entry.ContentId[2..]));

        var error = Assert.Throws<GitUnavailableException>(() => tree.Read(entry));
        var result = await sut.FetchAsync(Token);

        Assert.Equal(GitFailure.MirrorDamaged, error.Failure);
        Assert.True(error.IsTransient);
        Assert.True(result.MirrorReplaced);
        Assert.Equal("mac: 7\n", GitMirrorTests.ReadText(sut, result.Head, "phones/p7.yaml"));
    }

    [Theory]
    [InlineData("refs/reconciler/watched.lock")]
    [InlineData("refs/reconciler/head.lock")]
    [InlineData("packed-refs.lock")]
    [InlineData("config.lock")]
    [InlineData("HEAD.lock")]
    public async Task Fetch_StaleLock_IsRemovedAndTheMirrorKept(string name)
    {
        await FetchAsync();
        var stale = Path.Combine(_host.MirrorDirectory, name);
        File.WriteAllText(stale, "");
        _repository.Commit("Change", ("site.yaml", "name: two\n"));

        var result = await FetchAsync();

        Assert.Equal(_repository.Head, result.Head.ToString());
        Assert.False(result.MirrorReplaced);
        Assert.False(File.Exists(stale));
        await AssertReadableAsync(result);
    }

    [Fact]
    public async Task Pin_StaleLocks_AreRemoved()
    {
        using var sut = CreateSut();
        var first = (await sut.FetchAsync(Token)).Head;
        _repository.Commit("Change", ("site.yaml", "name: two\n"));
        var second = (await sut.FetchAsync(Token)).Head;
        sut.Pin([first]);
        var pins = Path.Combine(_host.MirrorDirectory, "refs", "reconciler", "pinned");
        File.WriteAllText(Path.Combine(pins, $"{first}.lock"), "");
        File.WriteAllText(Path.Combine(pins, $"{second}.lock"), "");

        sut.Pin([second]);

        Assert.Equal([Path.Combine(pins, second.ToString())], Directory.GetFiles(pins));
    }

    [Fact]
    public async Task Fetch_BrokenReference_ClonesAnew()
    {
        await FetchAsync();
        File.WriteAllText(Path.Combine(_host.MirrorDirectory, "refs", "heads", "main"), "garbage\n");

        await AssertReadableAsync(await FetchAsync());
    }

    [Fact]
    public async Task Fetch_SomethingElseInThePlace_IsReplaced()
    {
        Directory.CreateDirectory(_host.MirrorDirectory);
        File.WriteAllText(Path.Combine(_host.MirrorDirectory, "HEAD"), "x");

        await AssertReadableAsync(await FetchAsync());
    }

    [Fact]
    public async Task Fetch_DebrisOfAnInterruptedClone_IsSwept()
    {
        var debris = _host.MirrorDirectory + ".new-0123";
        Directory.CreateDirectory(debris);

        await FetchAsync();

        Assert.False(Directory.Exists(debris));
        Assert.Equal([_host.MirrorDirectory], Directory.GetDirectories(_host.StateDirectory));
    }

    [Fact]
    public async Task Fetch_DamagedAndTheRepositoryIsGone_KeepsWhatIsThere()
    {
        await FetchAsync();
        File.WriteAllText(Path.Combine(_host.MirrorDirectory, "damaged"), "");
        Directory.Move(_repository.DirectoryPath, _repository.DirectoryPath + ".away");

        var error = await Assert.ThrowsAsync<GitUnavailableException>(FetchAsync);
        Directory.Move(_repository.DirectoryPath + ".away", _repository.DirectoryPath);

        Assert.Equal(GitFailure.RepositoryNotFound, error.Failure);
        Assert.True(Directory.Exists(Path.Combine(_host.MirrorDirectory, "objects")));
    }

    [Fact]
    public async Task Fetch_RepositoryItselfIsDamaged_SaysSo()
    {
        await FetchAsync();
        var commit = _repository.Commit("Change", ("site.yaml", "name: two\n"));
        File.Delete(Path.Combine(_repository.DirectoryPath, "objects", commit[..2], commit[2..]));

        var error = await Assert.ThrowsAsync<GitUnavailableException>(FetchAsync);

        Assert.Equal(GitFailure.MirrorDamaged, error.Failure);
        Assert.Contains("git fsck", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_StateDirectoryIsAFile_SaysSo()
    {
        File.WriteAllText(_host.MirrorDirectory, "");

        var error = await Assert.ThrowsAsync<GitUnavailableException>(FetchAsync);

        Assert.Contains("state directory", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _host.Dispose();
        _repository.Dispose();
    }

    // The mirror may share files with the repository by hard links: write a new one.
    private static void Truncate(string file)
    {
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
    }

    private async Task PackAsync() =>
        await Processes.RunSuccessfullyAsync(Requires.Tool("git"), ["-C", _repository.DirectoryPath, "repack", "-a", "-d", "-q"], Token);

    private async Task<FetchResult> FetchAsync()
    {
        using var sut = CreateSut();
        return await sut.FetchAsync(Token);
    }

    private async Task AssertReadableAsync(FetchResult result)
    {
        using var sut = CreateSut();
        Assert.False((await sut.FetchAsync(Token)).MirrorReplaced);
        var diagnostics = new DiagnosticList();
        var tree = sut.OpenTree(result.Head, ".");
        Assert.All(tree.List(diagnostics), entry => Assert.NotEmpty(tree.Read(entry)));
        Assert.False(diagnostics.HasErrors);
    }

    private GitMirror CreateSut() => _host.Mirror(_repository.DirectoryPath);
}
