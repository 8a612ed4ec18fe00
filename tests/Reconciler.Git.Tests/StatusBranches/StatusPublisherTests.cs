using Reconciler.Core.Sources;

namespace Reconciler.Git.Tests.StatusBranches;

public sealed class StatusPublisherTests : StatusBranchFixture
{
    [Fact]
    public async Task Publish_NoBranchYet_MakesAnOrphan()
    {
        var sut = CreateSut(Repository.DirectoryPath);

        var commit = await sut.PublishAsync(Status("{\"a\":1}"), Token);

        Assert.Equal(["Record status"], Repository.Log(Branch));
        Assert.Equal("{\"a\":1}", Repository.ReadText(Branch, "status.json"));
        Assert.Equal("# hq\n", Repository.ReadText(Branch, "README.md"));
        Assert.Null(Repository.ReadText(Branch, "site.yaml"));
        Assert.Equal(commit.ToString(), Tip());
    }

    [Fact]
    public async Task Publish_SameFiles_MakesNoCommit()
    {
        var sut = CreateSut(Repository.DirectoryPath);
        var first = await sut.PublishAsync(Status("{}"), Token);
        Time.Advance(TimeSpan.FromHours(1));

        var second = await sut.PublishAsync(Status("{}"), Token);

        Assert.Equal(first, second);
        Assert.Single(Repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_SameFilesByAnotherProcess_MakesNoCommit()
    {
        await CreateSut(Repository.DirectoryPath).PublishAsync(Status("{}"), Token);

        Directory.Delete(StatusDirectory, recursive: true);
        var other = CreateSut(Repository.DirectoryPath);
        await other.PublishAsync(Status("{}"), Token);

        Assert.Single(Repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_FilesThatAreGone_AreRemoved()
    {
        var sut = CreateSut(Repository.DirectoryPath);
        await sut.PublishAsync(Status("{}"), Token);

        await sut.PublishAsync(Status("{}") with { Files = Files(("status.json", "{}")) }, Token);

        Assert.Null(Repository.ReadText(Branch, "README.md"));
        Assert.Equal(2, Repository.Log(Branch).Count);
    }

    [Fact]
    public async Task Publish_AnotherPushWon_GoesOnTopOfIt()
    {
        var sut = CreateSut(Repository.DirectoryPath);
        await sut.PublishAsync(Status("{\"a\":1}"), Token);
        Repository.CommitOn(Branch, "Somebody else", ("note.txt", "hello"));

        await sut.PublishAsync(Status("{\"a\":2}"), Token);

        Assert.Equal(["Record status", "Somebody else", "Record status"], Repository.Log(Branch));
        Assert.Equal("{\"a\":2}", Repository.ReadText(Branch, "status.json"));
        Assert.Null(Repository.ReadText(Branch, "note.txt"));
    }

    [Fact]
    public async Task Publish_OtherHistoryOnTheBranch_GoesOnTopOfIt()
    {
        var sut = CreateSut(Repository.DirectoryPath);
        await sut.PublishAsync(Status("{\"a\":1}"), Token);
        Repository.DeleteBranch(Branch);
        Repository.CommitOn(Branch, "Anew", ("note.txt", "hello"));

        await sut.PublishAsync(Status("{\"a\":2}"), Token);

        Assert.Equal(["Record status", "Anew"], Repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_DamagedOwnRepository_IsMadeAgain()
    {
        var sut = CreateSut(Repository.DirectoryPath);
        await sut.PublishAsync(Status("{\"a\":1}"), Token);
        foreach (var file in Directory.GetFiles(Path.Combine(StatusDirectory, "objects"), "*", SearchOption.AllDirectories))
        {
            File.Delete(file);
        }

        await sut.PublishAsync(Status("{\"a\":2}"), Token);

        Assert.Equal(["Record status", "Record status"], Repository.Log(Branch));
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
        var sut = CreateSut(Repository.DirectoryPath);

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
        Assert.Empty(Repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_OverHttpsWithAPushInBetween_IsTriedAgain()
    {
        await using var server = await ServerAsync();
        var sut = CreateSut(server.UrlOf("site.git"), Credentials(server, "writer-canary"));
        await sut.PublishAsync(Status("{\"a\":1}"), Token);
        Repository.CommitOn(Branch, "Somebody else", ("note.txt", "hello"));

        await sut.PublishAsync(Status("{\"a\":2}"), Token);

        Assert.Equal(["Record status", "Somebody else", "Record status"], Repository.Log(Branch));
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
    public async Task Publish_ByAKeyThatMayOnlyRead_NamesStatusBranchAndCredentials()
    {
        using (var repository = new LibGit2Sharp.Repository(Repository.DirectoryPath))
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

        Assert.Empty(Repository.Log(Branch));
    }
}
