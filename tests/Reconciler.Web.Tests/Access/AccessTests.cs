using System.Net;
using System.Text;
using Reconciler.Agent.Serving;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Web.Access;

namespace Reconciler.Web.Tests.Access;

public sealed class AccessTests : IAsyncDisposable
{
    private readonly WebOffice _office = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Loopback_IsReadWithoutAToken_AndNobodyActs()
    {
        await _office.StartAsync();
        using var http = _office.Client(WebOffice.ActToken);

        Assert.Equal(HttpStatusCode.OK, (await _office.Client().GetAsync("api/status", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsync("api/sync", null, Token)).StatusCode);
        Assert.Equal(0, _office.Runs.Count);
    }

    [Fact]
    public async Task Loopback_UnderAStrangeName_IsNotRead()
    {
        await _office.StartAsync();
        using var http = _office.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/status");
        request.Headers.Host = "evil.example.com";

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request, Token)).StatusCode);
    }

    [Fact]
    public void OffLoopback_WithoutATokenToRead_IsRefusedAtStart()
    {
        var exception = Assert.ThrowsAny<HostConfigurationException>(() => Rules("listen: \"0.0.0.0:0\""));

        Assert.Contains("http.viewTokenFile", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_ThatOthersMayRead_OrTooShort_IsRefusedAtStart()
    {
        var open = _office.Secret("open", WebOffice.ActToken);
        File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("chmod o-rwx", Assert.ThrowsAny<HostConfigurationException>(() => Rules($"listen: \"127.0.0.1:0\", actTokenFile: {open}")).Message, StringComparison.Ordinal);
        var shortOne = Assert.ThrowsAny<HostConfigurationException>(() => Rules($"listen: \"127.0.0.1:0\", actTokenFile: {_office.Secret("short", "hunter2")}"));
        Assert.DoesNotContain("hunter2", shortOne.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData("some-other-token-of-that-length", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData(WebOffice.ViewToken, HttpStatusCode.OK, HttpStatusCode.Unauthorized)]
    [InlineData(WebOffice.ActToken, HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Token_GivesItsRight(string? token, HttpStatusCode reading, HttpStatusCode acting)
    {
        await StartWithTokensAsync();
        using var http = _office.Client(token);

        Assert.Equal(reading, (await http.GetAsync("", Token)).StatusCode);
        Assert.Equal(acting, (await http.PostAsync("api/sync", null, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("healthz", Token)).StatusCode);
    }

    [Theory]
    [InlineData("same-origin", HttpStatusCode.SeeOther)]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    public async Task Button_OfAnotherSitesPage_DoesNothing(string site, HttpStatusCode expected)
    {
        await StartWithTokensAsync();
        using var http = _office.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "act/suspend") { Content = new FormUrlEncodedContent([new("argument", "PBX upgrade")]) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{WebOffice.ActToken}")));
        request.Headers.Add("Sec-Fetch-Site", site);

        Assert.Equal(expected, (await http.SendAsync(request, Token)).StatusCode);
        Assert.Equal(expected == HttpStatusCode.SeeOther ? "PBX upgrade" : null, _office.Site.Controls.Read(Control.Suspend));
    }

    [Fact]
    public async Task ProxysHeader_IsNeededWhereItIsNamed()
    {
        await _office.StartAsync("listen: \"127.0.0.1:0\", userHeader: X-Remote-User");
        using var http = _office.Client();
        using var named = new HttpRequestMessage(HttpMethod.Get, "api/status");
        named.Headers.Add("X-Remote-User", "ada");

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("api/status", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(named, Token)).StatusCode);
    }

    private Task StartWithTokensAsync() =>
        _office.StartAsync($"listen: \"127.0.0.1:0\", viewTokenFile: {_office.Secret("view", WebOffice.ViewToken)}, actTokenFile: {_office.Secret("act", WebOffice.ActToken)}");

    private AccessRules Rules(string http)
    {
        var settings = _office.Settings(http).Http!;
        return new AccessRules(settings, ListenAddress.Parse(settings.Listen, "http.listen"));
    }
}
