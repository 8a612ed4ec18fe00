using LibGit2Sharp;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;
using Reconciler.Git.StatusBranches;
using Reconciler.Git.Tests.Trees;
using Reconciler.Testing;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Mirrors;

/// <summary>However many pushes come, the mirror has few files, and every commit that it ever had.</summary>
public sealed class CompactionTests : IDisposable
{
    private const int Pushes = 1_000;
    private const int Many = 400;

    // What may lie about before it is worth packing, one push's objects, and a pack and its index for each time that the whole doubles.
    private const int MostFiles = 1_600;

    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(
        [("site.yaml", "name: hq\n"), .. Enumerable.Range(0, 20).Select(i => ($"phones/p{i}.yaml", $"mac: {i}\n"))]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Objects => Path.Combine(_host.MirrorDirectory, "objects");

    [Fact]
    public async Task Compact_AfterEachOfAThousandLocalPushes_KeepsFewFilesAndAllCommits()
    {
        using var sut = _host.Mirror(_repository.DirectoryPath);
        var most = 0;
        for (var push = 0; push < Pushes; push++)
        {
            Push(push);
            await sut.FetchAsync(Token);
            Assert.Null(await sut.CompactAsync(Token));
            most = Math.Max(most, push % 10 == 0 ? Files() : 0);
        }

        Assert.InRange(most, 1, MostFiles);
        await AssertWholeAsync(sut, Pushes + 1);
    }

    [Fact]
    public async Task Compact_AfterEachOfManyFetchesFromAServer_KeepsFewPacks()
    {
        const int Fetches = 60;
        await using var server = await GitHttpsServer.StartAsync(Path.GetDirectoryName(_repository.DirectoryPath)!, "bot", "secret", Token);
        using var sut = _host.Mirror(server.UrlOf(Path.GetFileName(_repository.DirectoryPath)), credentials: new GitCredentials
        {
            UsernameFile = _host.Secret("user", "bot"),
            PasswordFile = _host.Secret("password", "secret"),
            CaFile = server.CaFile,
        });
        var most = 0;
        for (var push = 0; push < Fetches; push++)
        {
            Push(push);
            await sut.FetchAsync(Token);
            Assert.Null(await sut.CompactAsync(Token));
            most = Math.Max(most, Packs());
        }

        Assert.InRange(most, 1, 40);
        await AssertWholeAsync(sut, Fetches + 1);
    }

    [Fact]
    public async Task Compact_WithLittleToDo_TouchesNothing()
    {
        using var sut = _host.Mirror(_repository.DirectoryPath);
        await sut.FetchAsync(Token);
        Push(0);
        await sut.FetchAsync(Token);
        var before = Directory.GetFiles(Objects, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();

        Assert.Null(await sut.CompactAsync(Token));

        Assert.Equal(before, Directory.GetFiles(Objects, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Compact_AfterTheFirstFetch_WaitsForTheNext()
    {
        using var sut = _host.Mirror(_repository.DirectoryPath);
        PushMany();
        await sut.FetchAsync(Token);
        var cloned = Files();

        await sut.CompactAsync(Token);
        var first = Files();
        await sut.FetchAsync(Token);
        await sut.CompactAsync(Token);

        Assert.Equal(cloned, first);
        Assert.InRange(Files(), 2, 20);
    }

    [Fact]
    public async Task Compact_CommitThatAForcePushTookAway_IsStillThere()
    {
        using var sut = _host.Mirror(_repository.DirectoryPath);
        PushMany();
        var served = (await sut.FetchAsync(Token)).Head;
        _repository.ForcePush("Rewrite", ("site.yaml", "name: new\n"));
        await sut.FetchAsync(Token);

        await sut.CompactAsync(Token);

        Assert.InRange(Files(), 2, 20);
        Assert.True(sut.Contains(served));
        Assert.Equal("mac: 1\n", GitMirrorTests.ReadText(sut, served, "phones/p1.yaml"));
    }

    [Fact]
    public async Task Compact_BrokenObject_SaysSoAndTheNextFetchMendsIt()
    {
        using var sut = _host.Mirror(_repository.DirectoryPath);
        await sut.FetchAsync(Token);
        PushMany();
        var tree = sut.OpenTree((await sut.FetchAsync(Token)).Head, ".");
        var id = tree.List(new Core.Diagnostics.DiagnosticList())[0].ContentId!;
        var path = Path.Combine(Objects, id[..2], id[2..]);
        var half = (await File.ReadAllBytesAsync(path, Token))[..^4];
        File.Delete(path);
        await File.WriteAllBytesAsync(path, half, Token);

        var problem = await sut.CompactAsync(Token);

        Assert.Contains("broken object", problem, StringComparison.Ordinal);
        Assert.True((await sut.FetchAsync(Token)).MirrorReplaced);
        Assert.Null(await sut.CompactAsync(Token));
        await AssertWholeAsync(sut, 1 + Many);
    }

    [Fact]
    public async Task Compact_AfterACrashBetweenInstallingAndRemoving_FinishesIt()
    {
        using var sut = _host.Mirror(_repository.DirectoryPath);
        await sut.FetchAsync(Token);
        PushMany();
        await sut.FetchAsync(Token);
        var copy = _host.StateDirectory + "/copy";
        await Processes.RunSuccessfullyAsync("cp", ["-a", Objects, copy], Token);
        await sut.CompactAsync(Token);
        await Processes.RunSuccessfullyAsync("cp", ["-an", copy + "/.", Objects], Token);
        Directory.CreateDirectory(Path.Combine(Objects, "packing-0"));
        await File.WriteAllTextAsync(Path.Combine(Objects, "pack", "pack-0.pack"), "moved in, and its index was not", Token);
        Assert.True(Files() > 1_024);

        Assert.Null(await sut.CompactAsync(Token));

        Assert.InRange(Files(), 2, 20);
        Assert.False(Directory.Exists(Path.Combine(Objects, "packing-0")));
        Assert.False(File.Exists(Path.Combine(Objects, "pack", "pack-0.pack")));
        await AssertWholeAsync(sut, 1 + Many);
    }

    [Fact]
    public async Task Status_ManyCommits_KeepsFewFiles()
    {
        Assert.True(RepositoryUrl.TryParse(_repository.DirectoryPath, out var url, out _));
        var directory = Path.Combine(_host.StateDirectory, "status.git");
        var publisher = new StatusPublisher(new StatusPublisherSettings { Url = url, Directory = directory, Timeouts = MirrorHost.Timeouts }, new FakeTimeProvider());
        var most = 0;
        for (var i = 0; i < Many; i++)
        {
            await publisher.PublishAsync(PathWithColonTests.Status($"{i}"), Token);
            most = Math.Max(most, Directory.GetFiles(Path.Combine(directory, "objects"), "*", SearchOption.AllDirectories).Length);
        }

        Assert.InRange(most, 1, MostFiles);
        Assert.Equal(Many, _repository.Log("status/hq").Count);
    }

    public void Dispose()
    {
        _host.Dispose();
        _repository.Dispose();
    }

    private void PushMany() => Enumerable.Range(0, Many).ToList().ForEach(Push);

    private void Push(int push) => _repository.Commit($"Push {push}", ($"phones/p{push % 20}.yaml", $"mac: {push % 20}\n"), ("phones/changed.yaml", $"label: {push}\n"));

    private int Files() => Directory.GetFiles(Objects, "*", SearchOption.AllDirectories).Length;

    private int Packs() => Directory.GetFiles(Path.Combine(Objects, "pack"), "*.pack").Length;

    private async Task AssertWholeAsync(GitMirror mirror, int commits)
    {
        await Processes.RunSuccessfullyAsync(Requires.Tool("git"), ["-C", _host.MirrorDirectory, "fsck", "--full", "--strict"], Token);
        var head = Assert.IsType<CommitId>(mirror.Head);
        Assert.Equal(commits, mirror.FirstParents(null, head).Length);
        using var repository = new Repository(_host.MirrorDirectory);
        Assert.Equal(_repository.Head, ((LibGit2Sharp.DirectReference)repository.Refs["refs/reconciler/watched"]).TargetIdentifier);
    }
}
