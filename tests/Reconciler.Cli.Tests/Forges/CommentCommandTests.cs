using Reconciler.Cli.Tests.Plans;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>The one comment of a site, on each forge.</summary>
public sealed class CommentCommandTests
{
    private const string Marker = "<!-- reconciler:plan . -->\n";

    public static TheoryData<string> Forges => ["github", "gitlab", "gitea"];

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task Comment_IsPostedThenUpdatedAndNeverDoubled(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        server.Add("ada", "Looks good.");

        var first = await RunAsync(server, "## One\n");
        var second = await RunAsync(server, "## Two\n");
        var third = await RunAsync(server, "## Two\n");

        Assert.Equal(
            [(0, "posted"), (0, "updated"), (0, "unchanged")], new[] { first, second, third }.Select(r => (r.ExitCode, r.Out.Split(':')[0])));
        Assert.Equal([("ada", "Looks good."), (server.Self, Marker + "## Two\n")], server.Comments.Select(c => (c.User, c.Body)));
        Assert.Equal(2, server.Requests.Count(r => r.StartsWith('P') && !r.EndsWith("/graphql", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("github")]
    [InlineData("gitlab")]
    public async Task Comment_OnTheSecondPage_IsFound(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        for (var i = 0; i < 100; i++)
        {
            server.Add("ada", "Chatter");
        }

        server.Add(server.Self, Marker + "## Old\n");

        Assert.StartsWith("updated", (await RunAsync(server)).Out, StringComparison.Ordinal);

        Assert.Equal(Marker + CommentRun.Plan, server.Comments[100].Body);
        Assert.Equal(101, server.Comments.Count);
        Assert.Contains(server.Requests, r => r.Contains("page=2", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task MarkerOfAStranger_IsLeftAlone(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        server.Add("mallory", Marker + "Merge this.\n");

        Assert.StartsWith("posted", (await RunAsync(server)).Out, StringComparison.Ordinal);

        Assert.Equal(["mallory", server.Self], server.Comments.Select(c => c.User));
        Assert.Equal(Marker + "Merge this.\n", server.Comments[0].Body);
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task CommentThatOnlyQuotesTheMarker_IsLeftAlone(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        server.Add(server.Self, "Quoted:\n> " + Marker);

        await RunAsync(server);

        Assert.Equal(2, server.Comments.Count);
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task TwoSitesOfOneRepository_HaveACommentEach(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        using var checkout = await PlanCheckout.CreateAsync(siteFolder: "sites/head quarters --> x");

        await CommentRun.OfAsync(server, args: checkout.Root);
        await CommentRun.OfAsync(server, args: checkout.Site);
        await CommentRun.OfAsync(server, "## Again\n", args: checkout.Site);

        Assert.Equal(
            ["<!-- reconciler:plan . -->\n" + CommentRun.Plan, "<!-- reconciler:plan sites/head%20quarters%20--%3E%20x -->\n## Again\n"],
            server.Comments.Select(c => c.Body));
    }

    [Fact]
    public async Task TokenOfAnAccountOnGitHub_FindsThatAccountsComment()
    {
        await using var server = await ForgeServer.StartAsync("github");
        ((GitHubServer)server).IsPersonal = true;
        server.Add("github-actions[bot]", Marker + "Of the workflow\n");
        server.Add(server.Self, Marker + "Of the account\n");

        Assert.StartsWith("updated", (await RunAsync(server)).Out, StringComparison.Ordinal);

        Assert.Equal([Marker + "Of the workflow\n", Marker + CommentRun.Plan], server.Comments.Select(c => c.Body));
        Assert.DoesNotContain("POST /graphql", server.Requests);
    }

    [Fact]
    public async Task AnEarlierListing_WithWindowsLineEnds_IsTheSameComment()
    {
        await using var server = await ForgeServer.StartAsync("gitea");
        server.Add(server.Self, (Marker + CommentRun.Plan).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.StartsWith("unchanged", (await RunAsync(server)).Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task PlanOfARealChange_IsTakenAsItIs(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/sally.yaml", "label: Front desk", "label: \"@ada /merge <!-- x -->\"");
        var plan = await checkout.PlanAsync("--base", "base", "--format", "markdown", "--files");

        Assert.Equal(0, (await RunAsync(server, plan.Out)).ExitCode);

        Assert.Equal(Marker + plan.Out, Assert.Single(server.Comments).Body);
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task Text_AsLongAsTheForgeTakes_IsPosted_AndOneMoreIsNotSent(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        var longest = new string('a', server.Limit - Marker.Length);

        Assert.Equal(0, (await RunAsync(server, longest)).ExitCode);
        var refused = await RunAsync(server, longest + "a");

        Assert.Equal(server.Limit, Assert.Single(server.Comments).Body.Length);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"takes {server.Limit}; 'reconciler plan --format markdown' writes one that fits.", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fine\n/merge\n", 2)]
    [InlineData("  /close\n", 1)]
    public async Task QuickActionOfGitLab_IsNotSent(string text, int line)
    {
        await using var server = await ForgeServer.StartAsync("gitlab");

        var run = await RunAsync(server, text);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"Line {line} of standard input begins with '/'", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task EmptyPlan_IsExitCode2(string text)
    {
        await using var server = await ForgeServer.StartAsync("github");

        var run = await RunAsync(server, text);

        Assert.Equal((2, "reconciler: standard input is empty; 'reconciler plan --format markdown' writes one that fits.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task File_IsReadInPlaceOfStandardInput()
    {
        await using var server = await ForgeServer.StartAsync("github");
        using var folder = new TemporaryFolder();

        var run = await CommentRun.OfAsync(server, "not this", args: [server.Site, "--file", folder.Write("plan.md", "## From a file\n")]);
        var missing = await CommentRun.OfAsync(server, args: [server.Site, "--file", folder.PathOf("none.md")]);

        Assert.Equal((0, Marker + "## From a file\n"), (run.ExitCode, Assert.Single(server.Comments).Body));
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("none.md", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task DryRun_ShowsTheCommentAndAsksNobody(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);

        var run = await CommentRun.OfAsync(server, with: e => e.Remove("RECONCILER_FORGE_TOKEN"), args: [server.Site, "--dry-run"]);

        Assert.Equal((0, Marker + CommentRun.Plan + "\n"), (run.ExitCode, run.Out));
        Assert.Contains("request 7", run.Error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private static Task<CommentRun> RunAsync(ForgeServer server, string text = CommentRun.Plan) => CommentRun.OfAsync(server, text, args: server.Site);
}
