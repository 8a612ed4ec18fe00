using System.Net;
using System.Text.Json;
using Reconciler.Core.Fleets;
using Reconciler.Host.PhoneLogs;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Web.Tests.Api;

public sealed class ReadTests : OfficeOnTheWeb
{
    private protected override async Task<HttpClient> StartAsync()
    {
        await Office.StartAsync();
        return Office.Client();
    }

    [Fact]
    public async Task Status_FollowsTheRuns()
    {
        Assert.Contains("\"published\": null", await Http.GetStringAsync("api/status", Token), StringComparison.Ordinal);

        await Office.Site.RunAsync();

        Assert.Equal(
            StatusJson.ToBytes(StatusRecord.Of(Office.Site.Remembered, Office.Site.Phones.LoadSummary())), await Http.GetByteArrayAsync("api/status", Token));
        Assert.Contains($"\"published\": \"{Office.Site.Repository.Head}\"", await Http.GetStringAsync("api/status", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ThatIsKnown_IsNotSentAgain()
    {
        await Office.Site.RunAsync();
        var first = await Http.GetAsync("api/status", Token);
        using var again = new HttpRequestMessage(HttpMethod.Get, "api/status");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await Http.SendAsync(again, Token)).StatusCode);
    }

    [Fact]
    public async Task Readiness_IsTheReadyCondition()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Http.GetAsync("readyz", Token)).StatusCode);

        await Office.Site.RunAsync();

        Assert.Equal("ready\n", await Http.GetStringAsync("readyz", Token));
    }

    [Fact]
    public async Task Phones_AreFilteredAndPaged()
    {
        var (extensions, phones) = SmallOffice.Many(5);
        Office.Site.Repository.Commit("Grow", ("extensions/more.yaml", extensions), ("phones/more.yaml", phones));
        await Office.Site.RunAsync();

        var answer = await Http.GetAsync("api/phones?size=3", Token);
        using var first = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token));

        Assert.Equal(3, first.RootElement.GetProperty("phones").GetArrayLength());
        Assert.Equal("7", Assert.Single(answer.Headers.GetValues("X-Total-Count")));
        Assert.Equal("</api/phones?page=2&size=3>; rel=\"next\"", Assert.Single(answer.Headers.GetValues("Link")));
        Assert.Equal(["002584000001"], await MacsAsync("api/phones?q=anna"));
        Assert.Equal(["002584000002"], await MacsAsync("api/phones?q=00:25:84:00:00:02"));
        Assert.Equal(["002584010004"], await MacsAsync("api/phones?q=304"));
        Assert.Empty(await MacsAsync("api/phones?state=stale"));
        Assert.Equal(["002584000001"], await MacsAsync("api/phones/00-25-84-00-00-01"));
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("api/phones/002584ffffff", Token)).StatusCode);
    }

    [Fact]
    public async Task PhonesLog_IsSearched_AndShownWithItsSteps()
    {
        await Office.Site.RunAsync();
        var store = new PhoneLogStore(Office.Site.State, new PhoneLogLimits());
        var now = Office.Site.Time.GetUtcNow();
        store.Add(new MacAddress(0x002584000001), new PhoneLogLine(now, PhoneLogKind.Fetch, "192.0.2.7", "spa002584000001.xml by http: 200") { File = "spa002584000001.xml" });
        store.Add(new MacAddress(0x002584000001), new PhoneLogLine(now, PhoneLogKind.Syslog, "192.0.2.7", "err: <b>reg failed</b>"));
        store.Add(new MacAddress(0x0025840000ff), new PhoneLogLine(now, PhoneLogKind.Fetch, "192.0.2.8", "spa525G.cfg by tftpd-hpa: asked for") { File = "spa525G.cfg", Model = "SPA525G" });

        using var found = JsonDocument.Parse(await Http.GetStringAsync("api/phones/002584000001/log?q=failed", Token));
        using var steps = JsonDocument.Parse(await Http.GetStringAsync("api/phones/0025840000ff/steps", Token));
        var page = await Http.GetStringAsync("phones/002584000001?log=failed", Token);

        Assert.Equal("syslog", Assert.Single(found.RootElement.EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal("is described", steps.RootElement.EnumerateArray().Last().GetProperty("name").GetString());
        Assert.Contains("&lt;b&gt;reg failed", page, StringComparison.Ordinal);
        Assert.Contains("<strong>fetched its profile</strong> spa002584000001.xml by http: 200, from 192.0.2.7", page, StringComparison.Ordinal);
        Assert.Contains("<code>00:25:84:00:00:FF</code></th><td>SPA525G</td>", await Http.GetStringAsync("unknown", Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("api/phones/002584aaaaaa/log", Token)).StatusCode);
    }

    [Fact]
    public async Task Runs_AreShownWithWhatEachChanged()
    {
        await Office.Site.RunAsync();
        Office.Site.Repository.Commit("Relabel", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "<b>Anna</b>")));
        await Office.Site.RunAsync();

        using var runs = JsonDocument.Parse(await Http.GetStringAsync("api/runs", Token));
        var page = await Http.GetStringAsync("runs", Token);

        Assert.Equal(2, runs.RootElement.GetArrayLength());
        Assert.Contains("<b>Anna</b>", runs.RootElement[0].GetProperty("changes")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("What changed (", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Anna&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Anna", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explanation_NamesTheLine()
    {
        await Office.Site.RunAsync();

        using var explained = JsonDocument.Parse(await Http.GetStringAsync("api/explain/151", Token));

        Assert.Equal("extensions/people.yaml", explained.RootElement.GetProperty("extension").GetProperty("source").GetProperty("file").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("api/explain/999", Token)).StatusCode);
    }

    [Fact]
    public async Task Runs_AndUnknownPhones_AreTold()
    {
        await Office.Site.RunAsync();

        using var runs = JsonDocument.Parse(await Http.GetStringAsync("api/runs", Token));

        Assert.Equal("Applied", runs.RootElement[0].GetProperty("result").GetString());
        Assert.Contains("\"phones\": []", await Http.GetStringAsync("api/unknown-phones", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Description_IsMadeOfTheCode()
    {
        using var description = JsonDocument.Parse(await Http.GetStringAsync("api/openapi.json", Token));
        var paths = description.RootElement.GetProperty("paths");

        Assert.True(paths.GetProperty("/api/approve").TryGetProperty("post", out _));
        Assert.True(paths.GetProperty("/api/phones").GetProperty("get").GetProperty("parameters").GetArrayLength() >= 5);
        Assert.False(paths.TryGetProperty("/phones", out _));
    }

    private async Task<string[]> MacsAsync(string address)
    {
        using var list = JsonDocument.Parse(await Http.GetStringAsync(address, Token));
        return [.. list.RootElement.GetProperty("phones").EnumerateArray().Select(p => p.GetProperty("mac").GetString()!)];
    }
}
