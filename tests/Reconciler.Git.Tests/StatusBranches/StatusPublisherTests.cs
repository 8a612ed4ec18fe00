using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.StatusBranches;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.StatusBranches;

public sealed class StatusPublisherTests : IDisposable
{
    private const string Branch = "status/hq";

    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "name: hq\n"));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_NoBranchYet_MakesAnOrphan()
    {
        var sut = CreateSut(_repository.DirectoryPath);

        var commit = await sut.PublishAsync(Status("{\"a\":1}"), Token);

        Assert.Equal(["Record status"], _repository.Log(Branch));
        Assert.Equal("{\"a\":1}", _repository.ReadText(Branch, "status.json"));
        Assert.Equal("# hq\n", _repository.ReadText(Branch, "README.md"));
        Assert.Null(_repository.ReadText(Branch, "site.yaml"));
        Assert.Equal(commit.ToString(), Tip());
    }

    [Fact]
    public async Task Publish_SameFiles_MakesNoCommit()
    {
        var sut = CreateSut(_repository.DirectoryPath);
        var first = await sut.PublishAsync(Status("{}"), Token);
        _time.Advance(TimeSpan.FromHours(1));

        var second = await sut.PublishAsync(Status("{}"), Token);

        Assert.Equal(first, second);
        Assert.Single(_repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_SameFilesByAnotherProcess_MakesNoCommit()
    {
        await CreateSut(_repository.DirectoryPath).PublishAsync(Status("{}"), Token);

        Directory.Delete(StatusDirectory, recursive: true);
        var other = CreateSut(_repository.DirectoryPath);
        await other.PublishAsync(Status("{}"), Token);

        Assert.Single(_repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_FilesThatAreGone_AreRemoved()
    {
        var sut = CreateSut(_repository.DirectoryPath);
        await sut.PublishAsync(Status("{}"), Token);

        await sut.PublishAsync(Status("{}") with { Files = Files(("status.json", "{}")) }, Token);

        Assert.Null(_repository.ReadText(Branch, "README.md"));
        Assert.Equal(2, _repository.Log(Branch).Count);
    }

    [Fact]
    public async Task Publish_AnotherPushWon_GoesOnTopOfIt()
    {
        var sut = CreateSut(_repository.DirectoryPath);
        await sut.PublishAsync(Status("{\"a\":1}"), Token);
        _repository.CommitOn(Branch, "Somebody else", ("note.txt", "hello"));

        await sut.PublishAsync(Status("{\"a\":2}"), Token);

        Assert.Equal(["Record status", "Somebody else", "Record status"], _repository.Log(Branch));
        Assert.Equal("{\"a\":2}", _repository.ReadText(Branch, "status.json"));
        Assert.Null(_repository.ReadText(Branch, "note.txt"));
    }

    [Fact]
    public async Task Publish_OtherHistoryOnTheBranch_GoesOnTopOfIt()
    {
        var sut = CreateSut(_repository.DirectoryPath);
        await sut.PublishAsync(Status("{\"a\":1}"), Token);
        _repository.DeleteBranch(Branch);
        _repository.CommitOn(Branch, "Anew", ("note.txt", "hello"));

        await sut.PublishAsync(Status("{\"a\":2}"), Token);

        Assert.Equal(["Record status", "Anew"], _repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_DamagedOwnRepository_IsMadeAgain()
    {
        var sut = CreateSut(_repository.DirectoryPath);
        await sut.PublishAsync(Status("{\"a\":1}"), Token);
        foreach (var file in Directory.GetFiles(Path.Combine(StatusDirectory, "objects"), "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        await sut.PublishAsync(Status("{\"a\":2}"), Token);

        Assert.Equal(["Record status", "Record status"], _repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_RepositoryGone_SaysSo()
    {
        var sut = CreateSut("/nonexistent/site.git");

        await Assert.ThrowsAsync<StatusNotRecordedException>(() => sut.PublishAsync(Status("{}"), Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-x..y")]
    [InlineData("a b")]
    public async Task Publish_BadBranchName_IsRefused(string branch)
    {
        var sut = CreateSut(_repository.DirectoryPath);

        var error = await Assert.ThrowsAsync<StatusNotRecordedException>(() => sut.PublishAsync(Status("{}") with { Branch = branch }, Token));

        Assert.Contains("status.branch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_RejectedByAHook_IsSeen()
    {
        await using var server = await ServerAsync();
        Hook("pre-receive", "echo no status here >&2; exit 1");
        var sut = CreateSut(server.UrlOf("site.git"), Credentials(server, "writer-canary"));

        var error = await Assert.ThrowsAsync<StatusNotRecordedException>(() => sut.PublishAsync(Status("{}"), Token));

        Assert.Contains("hook declined", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_OverHttpsWithAPushInBetween_IsTriedAgain()
    {
        await using var server = await ServerAsync();
        var sut = CreateSut(server.UrlOf("site.git"), Credentials(server, "writer-canary"));
        await sut.PublishAsync(Status("{\"a\":1}"), Token);
        _repository.CommitOn(Branch, "Somebody else", ("note.txt", "hello"));

        await sut.PublishAsync(Status("{\"a\":2}"), Token);

        Assert.Equal(["Record status", "Somebody else", "Record status"], _repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_WrongPassword_SaysSoWithoutIt()
    {
        await using var server = await ServerAsync();
        var sut = CreateSut(server.UrlOf("site.git"), Credentials(server, "wrong-canary"));

        var error = await Assert.ThrowsAsync<StatusNotRecordedException>(() => sut.PublishAsync(Status("{}"), Token));

        Assert.Contains("passwordFile", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ToAnEmptyRepositoryThatIsWatched_LeavesItEmpty()
    {
        _repository.DeleteBranch();
        await using var server = await ServerAsync();
        var credentials = Credentials(server, "writer-canary");

        await RefusedAsync(CreateSut(_repository.DirectoryPath, isWatched: true), "no branch yet");
        await RefusedAsync(CreateSut(server.UrlOf("site.git"), credentials, isWatched: true), "no branch yet");

        Assert.Empty(_repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_ToARepositoryForTheStatusAlone_MayMakeTheFirstBranch()
    {
        _repository.DeleteBranch();

        await CreateSut(_repository.DirectoryPath).PublishAsync(Status("{}"), Token);

        Assert.Single(_repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_BranchOfAnotherSite_IsRefusedWithItsName()
    {
        await CreateSut(_repository.DirectoryPath).PublishAsync(Status("{\"site\":\"hq\"}") with { Site = "hq" }, Token);
        var other = CreateSut(_repository.DirectoryPath, directory: "other.git");

        await RefusedAsync(other, "is that of the site hq", Status("{\"site\":\"branch\"}") with { Site = "branch" });
        await RefusedAsync(other, "is that of the site hq", Status("{}"));

        Assert.Single(_repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_TwoSitesThatTakeTurns_TheSecondNeverWins()
    {
        var first = CreateSut(_repository.DirectoryPath);
        await first.PublishAsync(Status("{\"site\":\"hq\",\"a\":1}") with { Site = "hq" }, Token);
        await RefusedAsync(CreateSut(_repository.DirectoryPath, directory: "other.git"), "site hq", Status("{\"site\":\"lab\"}") with { Site = "lab" });

        await first.PublishAsync(Status("{\"site\":\"hq\",\"a\":2}") with { Site = "hq" }, Token);

        Assert.Equal(2, _repository.Log(Branch).Count);
    }

    [Fact]
    public async Task Publish_SiteThatWasRenamed_KeepsItsBranch()
    {
        var sut = CreateSut(_repository.DirectoryPath);
        await sut.PublishAsync(Status("{\"site\":\"hq\"}") with { Site = "hq" }, Token);

        await sut.PublishAsync(Status("{\"site\":\"main-office\"}") with { Site = "main-office" }, Token);

        Assert.Equal(2, _repository.Log(Branch).Count);
    }

    [Fact]
    public async Task Publish_ByAKeyThatMayOnlyRead_NamesStatusBranchAndCredentials()
    {
        using (var repository = new LibGit2Sharp.Repository(_repository.DirectoryPath))
        {
            repository.Config.Set("http.receivepack", false, LibGit2Sharp.ConfigurationLevel.Local);
        }

        await using var server = await ServerAsync();

        await RefusedAsync(CreateSut(server.UrlOf("site.git"), Credentials(server, "writer-canary")), "status.branch needs a deploy key or token that may write");
    }

    [Fact]
    public async Task Publish_RedirectToAnotherHost_IsNotFollowed()
    {
        await using var server = await ServerAsync();

        await RefusedAsync(CreateSut(server.UrlOf("moved/site.git"), Credentials(server, "writer-canary")), "which is not followed");

        Assert.Empty(_repository.Log(Branch));
    }

    public void Dispose()
    {
        _host.Dispose();
        _repository.Dispose();
    }

    internal static StatusCommit Status(string json) => new()
    {
        Branch = Branch,
        Files = Files(("status.json", json), ("README.md", "# hq\n")),
        Message = "Record status\n\n[skip ci]",
    };

    private static ImmutableSortedDictionary<string, ImmutableArray<byte>> Files(params (string Path, string Text)[] files) =>
        files.ToImmutableSortedDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text).ToImmutableArray(), StringComparer.Ordinal);

    private string StatusDirectory => Path.Combine(_host.StateDirectory, "status.git");

    private string Tip()
    {
        using var repository = new LibGit2Sharp.Repository(_repository.DirectoryPath);
        return repository.Branches[Branch].Tip.Sha;
    }

    private Task<GitHttpsServer> ServerAsync() =>
        GitHttpsServer.StartAsync(Path.GetDirectoryName(_repository.DirectoryPath)!, "writer", "writer-canary", Token);

    private GitCredentials Credentials(GitHttpsServer server, string password) => new()
    {
        UsernameFile = _host.Secret("username", "writer"),
        PasswordFile = _host.Secret("password", password),
        CaFile = server.CaFile,
    };

    private void Hook(string name, string script)
    {
        var path = Path.Combine(_repository.DirectoryPath, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task RefusedAsync(StatusPublisher sut, string words, StatusCommit? status = null)
    {
        var error = await Assert.ThrowsAsync<StatusNotRecordedException>(() => sut.PublishAsync(status ?? Status("{}"), Token));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    private StatusPublisher CreateSut(string url, GitCredentials? credentials = null, bool isWatched = false, string directory = "status.git")
    {
        Assert.True(RepositoryUrl.TryParse(url, out var parsed, out var error), error);
        return new StatusPublisher(
            new StatusPublisherSettings
            {
                Url = parsed,
                Directory = Path.Combine(_host.StateDirectory, directory),
                IsWatched = isWatched,
                Credentials = credentials ?? new GitCredentials(),
                Timeouts = MirrorHost.Timeouts,
            },
            _time);
    }
}
