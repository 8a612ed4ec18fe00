using System.Collections.Immutable;
using Reconciler.Core.Sources;
using Reconciler.Git.StatusBranches;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Trees;

/// <summary>libgit2 takes a path with a colon for <c>host:path</c>; here it is a directory like any other.</summary>
public sealed class PathWithColonTests : IDisposable
{
    private readonly MirrorHost _host = new();
    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "one"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a:b.git", "a:b.git")]
    [InlineData("10.0.0.1:50%/my phones.git", "10.0.0.1:50%/my phones.git")]
    [InlineData("c:d/phones.git", "file://c:d/phones.git")]
    public async Task Fetch_AndPushes_AreSeen(string path, string url)
    {
        var directory = await MoveToAsync(path);
        var mirror = _host.Mirror(UrlOf(url));
        var first = await mirror.FetchAsync(Token);

        var pushed = Commit(directory, "two");
        var second = await mirror.FetchAsync(Token);

        Assert.Equal((_repository.Head, pushed, false), (first.Head.ToString(), second.Head.ToString(), second.MirrorReplaced));
        var tree = mirror.OpenTree(second.Head, ".");
        Assert.Equal("two"u8.ToArray(), tree.Read(Assert.Single(tree.List(new Core.Diagnostics.DiagnosticList()))));
    }

    [Fact]
    public async Task Status_IsPushed()
    {
        var directory = await MoveToAsync("a:b.git");
        Assert.True(RepositoryUrl.TryParse(directory, out var url, out _));
        var publisher = new StatusPublisher(
            new StatusPublisherSettings { Url = url, Directory = Path.Combine(_host.StateDirectory, "status.git"), Timeouts = MirrorHost.Timeouts }, TimeProvider.System);

        var commit = await publisher.PublishAsync(Status("1"), Token);
        var next = await publisher.PublishAsync(Status("2"), Token);

        using var repository = new LibGit2Sharp.Repository(directory);
        var tip = repository.Branches["status/hq"].Tip;
        Assert.Equal((next.ToString(), commit.ToString()), (tip.Sha, Assert.Single(tip.Parents).Sha));
    }

    public void Dispose()
    {
        _host.Dispose();
        _repository.Dispose();
        _folder.Dispose();
    }

    private static string Commit(string directory, string text)
    {
        using var repository = new LibGit2Sharp.Repository(directory);
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var tree = new LibGit2Sharp.TreeDefinition().Add("site.yaml", repository.ObjectDatabase.CreateBlob(content), LibGit2Sharp.Mode.NonExecutableFile);
        var who = new LibGit2Sharp.Signature("Ada", "ada@example.com", DateTimeOffset.UnixEpoch);
        var commit = repository.ObjectDatabase.CreateCommit(who, who, text, repository.ObjectDatabase.CreateTree(tree), [repository.Head.Tip], prettifyMessage: true);
        repository.Refs.UpdateTarget("refs/heads/main", commit.Sha);
        return commit.Sha;
    }

    internal static StatusCommit Status(string text) => new()
    {
        Branch = "status/hq",
        Message = $"Status {text} [skip ci]",
        Files = ImmutableSortedDictionary<string, ImmutableArray<byte>>.Empty.Add("status.json", [.. System.Text.Encoding.UTF8.GetBytes(text)]),
    };

    // "file://" stands before what is to be a URL of the folder.
    private string UrlOf(string url) => url.StartsWith("file://", StringComparison.Ordinal) ? "file://" + _folder.PathOf(url["file://".Length..]) : _folder.PathOf(url);

    private async Task<string> MoveToAsync(string path)
    {
        var directory = _folder.PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
        await Processes.RunSuccessfullyAsync("cp", ["-a", _repository.DirectoryPath, directory], Token);
        return directory;
    }
}
