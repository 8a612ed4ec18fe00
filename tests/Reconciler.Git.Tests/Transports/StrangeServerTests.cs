using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing.GitServers;

namespace Reconciler.Git.Tests.Transports;

/// <summary>Answers that are none of Git's, and those that never end: each in a sentence that says what to do.</summary>
public sealed class StrangeServerTests : IDisposable
{
    private readonly MirrorHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("403 Forbidden", "", GitFailure.AuthenticationFailed, "forbids to read")]
    [InlineData("404 Not Found", "", GitFailure.RepositoryNotFound, "no repository")]
    [InlineData("429 Too Many Requests", "Retry-After: 120\r\n", GitFailure.RateLimited, "asks to wait 120 s")]
    [InlineData("500 Internal Server Error", "", GitFailure.ServerFailed, "(500)")]
    [InlineData("502 Bad Gateway", "", GitFailure.ServerFailed, "(502)")]
    [InlineData("503 Service Unavailable", "Retry-After: 30\r\n", GitFailure.ServerFailed, "(503) and asks to wait 30 s")]
    [InlineData("418 Teapot", "", GitFailure.Other, "418")]
    [InlineData("200 OK", "Content-Type: text/html; charset=utf-8\r\n", GitFailure.NotGit, "web page")]
    [InlineData("200 OK", "Content-Type: text/plain\r\n", GitFailure.NotGit, "does not answer as a Git server")]
    [InlineData("302 Found", "Location: https://login.example.com/?token=canary\r\n", GitFailure.Redirected, "https://login.example.com")]
    [InlineData("301 Moved Permanently", "Location: http://127.0.0.2:1/site.git/info/refs?service=git-upload-pack\r\n", GitFailure.Redirected, "which is not followed")]
    [InlineData("307 Temporary Redirect", "Location: http://user:canary@127.0.0.2:1/x\r\n", GitFailure.Redirected, "which is not followed")]
    public async Task Fetch_AnswerThatIsNoneOfGits_IsSaidInASentence(string status, string headers, GitFailure failure, string words)
    {
        await using var server = ScriptedHttpServer.Answering(status, headers, "<html>canary</html>");

        var error = await FailAsync(server);

        Assert.Equal(failure, error.Failure);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
        Assert.Equal(failure is GitFailure.RateLimited or GitFailure.ServerFailed or GitFailure.Other, error.IsTransient);
    }

    [Fact]
    public async Task Fetch_RedirectOnTheSameServer_IsFollowedAFewTimes()
    {
        await using var server = ScriptedHttpServer.Answering("301 Moved Permanently", "Location: /other.git/info/refs?service=git-upload-pack\r\n");

        var error = await FailAsync(server);

        Assert.Equal(GitFailure.Redirected, error.Failure);
        Assert.Equal(6, server.Requests.Count);
        Assert.All(server.Requests.Skip(1), r => Assert.StartsWith("GET /other.git/info/refs?service=git-upload-pack ", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_ListWithoutEnd_StopsAtALimit()
    {
        await using var server = ScriptedHttpServer.ListingForEver();

        var error = await FailAsync(server, new FetchLimits { ListBytes = 1 << 20 });

        Assert.Equal(GitFailure.TooLarge, error.Failure);
        Assert.Contains("branches and tags", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_MoreThanIsAllowed_StopsAndNamesTheKey()
    {
        await using var server = ScriptedHttpServer.ListingForEver();

        var error = await FailAsync(server, new FetchLimits { Bytes = 1 << 20 });

        Assert.Equal(GitFailure.TooLarge, error.Failure);
        Assert.Contains("maxMegabytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ByteAfterByte_EndsAtItsDeadline()
    {
        await using var server = ScriptedHttpServer.ListingForEver(TimeSpan.FromMilliseconds(50));

        var error = await FailAsync(server, new FetchLimits { Deadline = TimeSpan.FromSeconds(1) });

        Assert.Equal(GitFailure.TimedOut, error.Failure);
        Assert.Contains("repository.timeout", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private async Task<GitUnavailableException> FailAsync(ScriptedHttpServer server, FetchLimits? limits = null) =>
        await Assert.ThrowsAsync<GitUnavailableException>(() => _host.Mirror($"http://127.0.0.1:{server.Port}/site.git", limits: limits).FetchAsync(Token));
}
