using Reconciler.Cli.Forges;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>Which request a run is for, and what is said where the environment does not tell.</summary>
public sealed class ForgeEnvironmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "pull_request": { "number": 12 } }""", "refs/pull/7/merge", 12)]
    [InlineData("""{ "issue": { "number": 13, "pull_request": {} } }""", "refs/heads/main", 13)]
    [InlineData("""{ "issue": { "number": 13 } }""", "refs/pull/7/head", 7)]
    [InlineData("""{ "number": 5 }""", "refs/pull/7/merge", 7)]
    [InlineData("[]", "refs/pull/7/merge", 7)]
    public async Task Number_IsTheEventsElseTheRefs(string json, string reference, int number)
    {
        var run = await DryRunAsync("github", new() { ["GITHUB_REPOSITORY"] = "a/b", ["GITHUB_REF"] = reference, ["GITHUB_EVENT_PATH"] = _folder.Write("event.json", json) });

        Assert.Equal((0, $"Would be the comment on GitHub at https://api.github.com: a/b, request {number}.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Options_ComeBeforeTheEnvironment()
    {
        Dictionary<string, string> environment = new() { ["CI_API_V4_URL"] = "https://one.example/api/v4", ["CI_PROJECT_ID"] = "1", ["CI_MERGE_REQUEST_IID"] = "1" };

        var run = await DryRunAsync("gitlab", environment, "--api", "https://two.example/api/v4/", "--repository", "group/sub/phones", "--number", "2");

        Assert.Contains("at https://two.example/api/v4: group/sub/phones, request 2.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ProjectOfGitLab_ByItsPath_IsOneSegmentOfTheAddress() => Assert.Equal(
        "projects/group%2Fsub%2Fphones/merge_requests/7/notes", new GitLabForge().CommentsOf(new ForgeTarget("https://x.example", "group/sub/phones", 7)));

    [Theory]
    [InlineData("github", "GITHUB_REPOSITORY is not set; name the repository with --repository.")]
    [InlineData("gitlab", "CI_PROJECT_ID is not set; name the repository with --repository.")]
    [InlineData("gitea", "GITHUB_REPOSITORY is not set; name the repository with --repository.")]
    public async Task WithoutARepository_IsExitCode2(string forge, string sentence) =>
        Rejected(await DryRunAsync(forge, []), sentence);

    [Theory]
    [InlineData("github")]
    [InlineData("gitea")]
    public async Task PushToABranch_IsNoPullRequest(string forge) => Rejected(
        await DryRunAsync(forge, new() { ["GITHUB_REPOSITORY"] = "a/b", ["GITHUB_REF"] = "refs/heads/main", ["GITHUB_API_URL"] = "https://x.example" }),
        "This is no pull request (neither GITHUB_EVENT_PATH nor GITHUB_REF names one); run it in a workflow 'on: pull_request', or name one with --number.");

    [Fact]
    public async Task PipelineOfABranch_IsNoMergeRequest() =>
        Rejected(await DryRunAsync("gitlab", new() { ["CI_PROJECT_ID"] = "1" }), "This is no merge request (CI_MERGE_REQUEST_IID is not set)");

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData(null, "cannot be read")]
    public async Task BrokenEvent_IsExitCode2(string? json, string sentence)
    {
        var path = json is null ? _folder.PathOf("none.json") : _folder.Write("event.json", json);

        Rejected(await DryRunAsync("github", new() { ["GITHUB_REPOSITORY"] = "a/b", ["GITHUB_EVENT_PATH"] = path }), sentence);
    }

    [Theory]
    [InlineData("phones")]
    [InlineData("a/b/c")]
    [InlineData("/b")]
    public async Task RepositoryOfAnotherForm_IsExitCode2(string name) =>
        Rejected(await DryRunAsync("github", new() { ["GITHUB_REPOSITORY"] = name, ["GITHUB_REF"] = "refs/pull/1/merge" }), "give it as OWNER/NAME");

    [Fact]
    public async Task NumberBelowOne_IsExitCode2() => Assert.Equal(2, (await DryRunAsync("github", new() { ["GITHUB_REPOSITORY"] = "a/b" }, "--number", "0")).ExitCode);

    [Theory]
    [InlineData("ftp://x.example")]
    [InlineData("x.example/api")]
    [InlineData("https://user:password@x.example")]
    public async Task ApiOfAnotherKind_IsExitCode2(string address) => Rejected(
        await DryRunAsync("github", new() { ["GITHUB_REPOSITORY"] = "a/b", ["GITHUB_REF"] = "refs/pull/1/merge" }, "--api", address), "is no address of a forge's API");

    [Theory]
    [InlineData("github", "set RECONCILER_FORGE_TOKEN or GITHUB_TOKEN; it needs 'permissions: pull-requests: write'")]
    [InlineData("gitlab", "set RECONCILER_FORGE_TOKEN; it needs a project access token")]
    [InlineData("gitea", "set RECONCILER_FORGE_TOKEN or GITEA_TOKEN or GITHUB_TOKEN; it needs to write issues")]
    public async Task WithoutAToken_SaysWhichVariableToSet(string forge, string sentence)
    {
        await using var server = await ForgeServer.StartAsync(forge);

        var run = await CommentRun.OfAsync(server, args: server.Site, with: e =>
        {
            e.Remove("RECONCILER_FORGE_TOKEN");
            e.Remove("GITHUB_TOKEN");
            e["GITEA_TOKEN"] = "";
        });

        Rejected(run, sentence);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task TokenOfItsOwn_ComesBeforeTheCisOwn()
    {
        await using var server = await ForgeServer.StartAsync("github");

        var run = await CommentRun.OfAsync(server, args: server.Site, with: e => (e["GITHUB_TOKEN"], e["RECONCILER_FORGE_TOKEN"]) = ("another", ForgeServer.Token + "\n"));

        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData("\r\nX-Injected: 1")]
    [InlineData(" and more")]
    [InlineData("ü")]
    public async Task TokenWithWhatNoTokenHas_IsExitCode2(string more)
    {
        await using var server = await ForgeServer.StartAsync("gitlab");

        Rejected(
            await CommentRun.OfAsync(server, args: server.Site, with: e => e["RECONCILER_FORGE_TOKEN"] += more),
            "The token in RECONCILER_FORGE_TOKEN has a blank, a line break or another character that no token has; set it anew.");
    }

    private static void Rejected(CommentRun run, string sentence)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    private static Task<CommentRun> DryRunAsync(string forge, Dictionary<string, string> environment, params string[] args) =>
        CommentRun.OfAsync(["comment", "--forge", forge, "--dry-run", .. args], environment);
}
