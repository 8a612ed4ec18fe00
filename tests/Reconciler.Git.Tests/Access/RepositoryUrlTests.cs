using Reconciler.Core.Sources;

namespace Reconciler.Git.Tests.Access;

public sealed class RepositoryUrlTests
{
    [Theory]
    [InlineData("https://git.example.com/phones.git", RepositoryTransport.Https, "git.example.com", null)]
    [InlineData("https://git.example.com:8443/phones.git", RepositoryTransport.Https, "git.example.com", null)]
    [InlineData("ssh://git@git.example.com:22/phones.git", RepositoryTransport.Ssh, "git.example.com", null)]
    [InlineData("git://git.example.com/phones.git", RepositoryTransport.Git, "git.example.com", null)]
    [InlineData("http://localhost:3000/phones.git", RepositoryTransport.Http, "localhost", null)]
    [InlineData("http://127.0.0.1/phones.git", RepositoryTransport.Http, "127.0.0.1", null)]
    [InlineData("/srv/git/phones.git", RepositoryTransport.Local, "", "/srv/git/phones.git")]
    [InlineData("/srv/git/my phones.git", RepositoryTransport.Local, "", "/srv/git/my phones.git")]
    [InlineData("file:///srv/git/my%20phones.git", RepositoryTransport.Local, "", "/srv/git/my phones.git")]
    public void Accepts_Url(string text, RepositoryTransport transport, string host, string? path)
    {
        Assert.True(RepositoryUrl.TryParse(text, out var url, out _));
        Assert.Equal((transport, host, path, text), (url.Transport, url.Host, url.LocalPath, url.ToString()));
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("phones.git", "no scheme")]
    [InlineData("git@git.example.com:phones.git", "write ssh://git@git.example.com/phones.git instead of git@git.example.com:phones.git")]
    [InlineData("git.example.com:/srv/phones.git", "write ssh://git.example.com/srv/phones.git")]
    [InlineData("cANARYcanaryCANARYcanary@git.example.com:phones.git", "ssh://user@host/path")]
    [InlineData("https://canary@git.example.com/a", "user name, password or token")]
    [InlineData("http://canary@localhost/a", "user name, password or token")]
    [InlineData("git://canary@git.example.com/a", "user name, password or token")]
    [InlineData("file://canary@localhost/a", "parsed")]
    [InlineData("/srv/git/\nphones.git", "control character")]
    [InlineData("-uupload-pack=touch /tmp/x", "blank")]
    [InlineData("--upload-pack=x", "dash")]
    [InlineData("https://git.example.com/a\nb", "control character")]
    [InlineData("ext::sh -c x", "blank")]
    [InlineData("ext::sh", "no scheme")]
    [InlineData("ftp://git.example.com/a", "scheme")]
    [InlineData("http://git.example.com/a", "https")]
    [InlineData("https://bot:canary@git.example.com/a", "password")]
    [InlineData("https://bot%3Acanary@git.example.com/a", "password")]
    [InlineData("ssh://git:canary@git.example.com/a", "password")]
    [InlineData("https://git.example.com/a?token=canary", "query")]
    [InlineData("https://git.example.com/a#canary", "query")]
    [InlineData("ssh://-oProxyCommand=x/a", "parsed")]
    [InlineData("ssh://-oProxyCommand=x@host/a", "host")]
    [InlineData("ssh://git@host/a';touch", "shell")]
    [InlineData("ssh://git@host/$(id)", "shell")]
    [InlineData("file://server/share", "another host")]
    [InlineData("https://", "parsed")]
    public void Rejects_Url(string? text, string why)
    {
        Assert.False(RepositoryUrl.TryParse(text, out _, out var error));
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_VeryLongUrl()
    {
        Assert.False(RepositoryUrl.TryParse("https://git.example.com/" + new string('a', 3_000), out _, out var error));
        Assert.Contains("longer", error, StringComparison.Ordinal);
    }
}
