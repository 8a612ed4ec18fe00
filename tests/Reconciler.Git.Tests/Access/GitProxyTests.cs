using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing.GitServers;

namespace Reconciler.Git.Tests.Access;

public sealed class GitProxyTests : IDisposable
{
    private readonly MirrorHost _host = new();

    [Theory]
    [InlineData("https://git.example.com/x", null, "https_proxy=http://a:1 ALL_PROXY=http://b:2", "http://a:1")]
    [InlineData("https://git.example.com/x", null, "HTTPS_PROXY=a:1", "http://a:1")]
    [InlineData("https://git.example.com/x", null, "http_proxy=http://a:1", null)]
    [InlineData("https://git.example.com/x", null, "ALL_PROXY=socks5h://b:2", "socks5://b:2")]
    [InlineData("http://localhost/x", null, "HTTP_PROXY=http://a:1", null)]
    [InlineData("http://localhost/x", null, "http_proxy=http://a:1", "http://a:1")]
    [InlineData("https://git.example.com/x", "http://f:3", "https_proxy=http://a:1", "http://f:3")]
    [InlineData("https://git.example.com/x", "http://f:3", "no_proxy=example.com", null)]
    [InlineData("https://git.example.com/x", null, "https_proxy=http://a:1 NO_PROXY=other.com,.example.com", null)]
    [InlineData("https://badexample.com/x", null, "https_proxy=http://a:1 no_proxy=example.com", "http://a:1")]
    [InlineData("https://10.1.2.3/x", null, "https_proxy=http://a:1 no_proxy=10.0.0.0/8", null)]
    [InlineData("https://git.example.com/x", null, "https_proxy=http://a:1 no_proxy=*", null)]
    [InlineData("https://git.example.com/x", null, "https_proxy=http://user:canary@a:1", "http://a:1")]
    [InlineData("ssh://git@git.example.com/x", "http://f:3", "ALL_PROXY=http://b:2", null)]
    public void For_AsCurlReadsThem(string url, string? fromFile, string variables, string? expected)
    {
        var environment = variables.Split(' ').Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);

        Assert.Equal(expected, GitProxy.For(new Uri(url), fromFile, environment)?.Shown);
    }

    [Fact]
    public void For_NoAddress_NamesWhereItStandsOnly()
    {
        var error = Assert.Throws<FormatException>(() => GitProxy.For(new Uri("https://git.example.com/x"), null, new Dictionary<string, string> { ["ALL_PROXY"] = "ftp://canary@a" }));

        Assert.Contains("ALL_PROXY", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ByAProxy_AsksItWithItsPassword()
    {
        await using var proxy = ScriptedHttpServer.Answering("503 Busy");
        var chosen = GitProxy.For(new Uri("http://localhost:1/x"), null, new Dictionary<string, string> { ["http_proxy"] = $"http://user:canary@127.0.0.1:{proxy.Port}" });
        var sut = _host.Mirror("http://localhost:1/site.git", proxy: chosen);

        var error = await Assert.ThrowsAsync<GitUnavailableException>(() => sut.FetchAsync(TestContext.Current.CancellationToken));

        Assert.Equal(GitFailure.ServerFailed, error.Failure);
        Assert.StartsWith("GET http://localhost:1/site.git/info/refs?service=git-upload-pack ", Assert.Single(proxy.Requests), StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();
}
