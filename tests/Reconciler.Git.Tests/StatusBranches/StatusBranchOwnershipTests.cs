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
}
