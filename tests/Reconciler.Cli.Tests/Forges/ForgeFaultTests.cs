using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>What a forge may answer instead, and what is said and done about it.</summary>
public sealed class ForgeFaultTests
{
    private readonly ImpatientTime _time = new();

    public static TheoryData<string> Forges => ["github", "gitlab", "gitea"];

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task ServerInTrouble_IsAskedAgainWithGrowingWaits(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        server.Fail("POST", 500);
        server.Fail("GET", 502);
        server.Fail("GET", 503);

        var run = await RunAsync(server);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([1, 2, 4], _time.Waits.Select(w => w.TotalSeconds));
        Assert.Single(server.Comments);
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task ServerThatStaysInTrouble_IsExitCode5AfterFourTries(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        server.Fail("GET", 500, times: 99);

        var run = await RunAsync(server);

        Assert.Equal((5, 3), (run.ExitCode, _time.Waits.Count));
        Assert.Equal(4, server.Requests.Count);
        Assert.Contains("is in trouble (500).", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gitlab")]
    [InlineData("gitea")]
    public async Task PostWhoseAnswerIsLost_IsNotDoubled(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        server.Fail("POST", 504, carriedOut: true);

        var run = await RunAsync(server);

        Assert.Equal((0, "unchanged"), (run.ExitCode, run.Out.Split(':')[0]));
        Assert.Single(server.Comments);
    }

    [Theory]
    [InlineData("github", 403, "Retry-After", "7", 7)]
    [InlineData("github", 429, "Retry-After", "60", 60)]
    [InlineData("gitlab", 429, "Retry-After", "5", 5)]
    [InlineData("gitea", 429, "X-Nothing", "0", 1)]
    public async Task RateLimit_IsWaitedFor(string forge, int status, string header, string value, int seconds)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        server.Fail("GET", status, "slow down", headers: (header, value));

        var run = await RunAsync(server);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([seconds], _time.Waits.Select(w => (int)w.TotalSeconds));
        Assert.Contains($"Trying again in {seconds} s.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RateLimit_LongerThanAMinute_IsNotWaitedFor()
    {
        await using var server = await ForgeServer.StartAsync("github");
        server.Fail("GET", 429, "slow down", headers: ("Retry-After", "3600"));

        var run = await RunAsync(server);

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("It asks to wait 3600 s; run this again then.", run.Error, StringComparison.Ordinal);
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task RateLimitOfGitHub_WithoutRetryAfter_IsOverAtTheTimeItNames()
    {
        await using var server = await ForgeServer.StartAsync("github");
        var reset = _time.GetUtcNow().ToUnixTimeSeconds() + 55;
        server.Fail("GET", 403, "API rate limit exceeded", headers: [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", $"{reset}")]);

        Assert.Equal(0, (await RunAsync(server)).ExitCode);

        // Some of it has passed when the answer is read.
        Assert.InRange(Assert.Single(_time.Waits), TimeSpan.Zero, TimeSpan.FromSeconds(55));
    }

    [Fact]
    public async Task RateLimit_UntilATimeThatHasPassed_IsNotWaitedFor()
    {
        await using var server = await ForgeServer.StartAsync("gitlab");
        server.Fail("GET", 429, "slow down", headers: ("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"));

        Assert.Equal(0, (await RunAsync(server)).ExitCode);

        Assert.Empty(_time.Waits);
    }

    [Theory]
    [InlineData("github", "POST", "pull-requests: write")]
    [InlineData("gitlab", "POST", "scope api")]
    [InlineData("gitea", "POST", "write:issue")]
    [InlineData("gitlab", "GET", "scope api")]
    [InlineData("gitea", "GET", "read:user")]
    public async Task Forbidden_NamesTheRightThatIsMissing(string forge, string method, string right)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        // GitHub is first asked who asks, by POST too.
        server.Fail(method, 403, $"No way\n::error::with {ForgeServer.Token}", times: 2);

        var run = await RunAsync(server);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("(403)", run.Error, StringComparison.Ordinal);
        Assert.Contains(right, run.Error, StringComparison.Ordinal);
        Assert.Contains("says: No way ::error::with ***", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.Empty(_time.Waits);
    }

    [Theory]
    [InlineData(401, "does not accept the token in")]
    [InlineData(404, "finds no request 7 of")]
    [InlineData(301, "answers with a redirect (301)")]
    [InlineData(422, "refuses the comment (422). GitLab says: trouble")]
    public async Task Refusal_IsSaidInOneSentenceAndNotTriedAgain(int status, string sentence)
    {
        await using var server = await ForgeServer.StartAsync("gitlab");
        server.Fail("GET", status, headers: ("Location", "http://192.0.2.1/elsewhere"));

        var run = await RunAsync(server);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task SilentServer_IsGivenUpAfterADeadline()
    {
        await using var server = await ForgeServer.StartAsync("gitea");

        var run = await CommentRun.OfAsync(server, time: new ImpatientTime(requestsTimeOut: true), args: server.Site);

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("does not answer within 30 s.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerThatIsNotThere_IsExitCode5()
    {
        await using var server = await ForgeServer.StartAsync("gitea");
        var port = FreePort.Tcp();

        var run = await CommentRun.OfAsync(server, time: _time, args: [server.Site, "--api", $"http://127.0.0.1:{port}/api/v1"]);

        Assert.Equal((5, 3), (run.ExitCode, _time.Waits.Count));
        Assert.Contains("cannot be reached", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerOfAnotherKindOfServer_IsNotUnderstood()
    {
        await using var server = await ForgeServer.StartAsync("gitea");
        server.Fail("GET", 200, "a page");
        server.Fail("GET", 200, "a page");

        var run = await RunAsync(server);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("answers with something else than its API would; check the address (--api).", run.Error, StringComparison.Ordinal);
    }

    private Task<CommentRun> RunAsync(ForgeServer server) => CommentRun.OfAsync(server, time: _time, args: server.Site);
}
