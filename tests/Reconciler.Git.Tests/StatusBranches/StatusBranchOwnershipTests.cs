namespace Reconciler.Git.Tests.StatusBranches;

public sealed class StatusBranchOwnershipTests : StatusBranchFixture
{
    [Fact]
    public async Task Publish_ToAnEmptyRepositoryThatIsWatched_LeavesItEmpty()
    {
        Repository.DeleteBranch();
        await using var server = await ServerAsync();
        var credentials = Credentials(server, "writer-canary");

        await RefusedAsync(CreateSut(Repository.DirectoryPath, isWatched: true), "no branch yet");
        await RefusedAsync(CreateSut(server.UrlOf("site.git"), credentials, isWatched: true), "no branch yet");

        Assert.Empty(Repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_ToARepositoryForTheStatusAlone_MayMakeTheFirstBranch()
    {
        Repository.DeleteBranch();

        await CreateSut(Repository.DirectoryPath).PublishAsync(Status("{}"), Token);

        Assert.Single(Repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_BranchOfAnotherSite_IsRefusedWithItsName()
    {
        await CreateSut(Repository.DirectoryPath).PublishAsync(Status("{\"site\":\"hq\"}") with { Site = "hq" }, Token);
        var other = CreateSut(Repository.DirectoryPath, directory: "other.git");

        await RefusedAsync(other, "is that of the site hq", Status("{\"site\":\"branch\"}") with { Site = "branch" });
        await RefusedAsync(other, "is that of the site hq", Status("{}"));

        Assert.Single(Repository.Log(Branch));
    }

    [Fact]
    public async Task Publish_TwoSitesThatTakeTurns_TheSecondNeverWins()
    {
        var first = CreateSut(Repository.DirectoryPath);
        await first.PublishAsync(Status("{\"site\":\"hq\",\"a\":1}") with { Site = "hq" }, Token);
        await RefusedAsync(CreateSut(Repository.DirectoryPath, directory: "other.git"), "site hq", Status("{\"site\":\"lab\"}") with { Site = "lab" });

        await first.PublishAsync(Status("{\"site\":\"hq\",\"a\":2}") with { Site = "hq" }, Token);

        Assert.Equal(2, Repository.Log(Branch).Count);
    }

    [Fact]
    public async Task Publish_SiteThatWasRenamed_KeepsItsBranch()
    {
        var sut = CreateSut(Repository.DirectoryPath);
        await sut.PublishAsync(Status("{\"site\":\"hq\"}") with { Site = "hq" }, Token);

        await sut.PublishAsync(Status("{\"site\":\"main-office\"}") with { Site = "main-office" }, Token);

        Assert.Equal(2, Repository.Log(Branch).Count);
    }

    [Theory]
    [InlineData("status/hq/old")]
    [InlineData("status")]
    public async Task Publish_ToANameThatAnotherBranchLeavesNoRoomFor_IsRefusedWithIt(string other)
    {
        Repository.CommitOn(other, "Begin", ("README.md", "other\n"));
        await using var server = await ServerAsync();

        await RefusedAsync(CreateSut(Repository.DirectoryPath, isWatched: true), $"has a branch {other}, beside which");
        await RefusedAsync(CreateSut(server.UrlOf("site.git"), Credentials(server, "writer-canary"), isWatched: true), $"has a branch {other}, beside which");
    }

    [Fact]
    public async Task Publish_ToHead_IsRefused() => await RefusedAsync(CreateSut(Repository.DirectoryPath), "correct status.branch", Status("{}") with { Branch = "HEAD" });

    [Fact]
    public async Task Publish_TwoHostsWithOneSiteName_TheOneThatPushedBeforeSaysSo()
    {
        var first = CreateSut(Repository.DirectoryPath, writer: "a");
        await first.PublishAsync(Status("{\"site\":\"hq\",\"n\":1}") with { Site = "hq" }, Token);
        await CreateSut(Repository.DirectoryPath, directory: "other.git", writer: "b").PublishAsync(Status("{\"site\":\"hq\",\"n\":2}") with { Site = "hq" }, Token);

        await RefusedAsync(first, "Another agent records the status of a site of the same name", Status("{\"site\":\"hq\",\"n\":3}") with { Site = "hq" });
    }

    [Fact]
    public async Task Publish_StateRestoredFromABackup_GoesOn()
    {
        await CreateSut(Repository.DirectoryPath, writer: "a").PublishAsync(Status("{\"site\":\"hq\",\"n\":1}") with { Site = "hq" }, Token);
        FileTreeCopy(StatusDirectory, Path.Combine(Host.StateDirectory, "restored.git"));
        await CreateSut(Repository.DirectoryPath, writer: "a").PublishAsync(Status("{\"site\":\"hq\",\"n\":2}") with { Site = "hq" }, Token);

        await CreateSut(Repository.DirectoryPath, directory: "restored.git", writer: "a").PublishAsync(Status("{\"site\":\"hq\",\"n\":3}") with { Site = "hq" }, Token);

        Assert.Equal(3, Repository.Log(Branch).Count);
    }

    private static void FileTreeCopy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
