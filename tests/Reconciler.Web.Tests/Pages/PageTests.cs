using System.Net;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Web.Tests.Pages;

public sealed class PageTests : OfficeOnTheWeb
{
    private const string Anna = "002584000001";
    private const int FirstPaint = 100_000;

    private protected override async Task<HttpClient> StartAsync()
    {
        await Office.StartAsync($"listen: \"127.0.0.1:0\", actTokenFile: {Office.Secret("act", WebOffice.ActToken)}");
        return Office.Client();
    }

    [Theory]
    [InlineData("")]
    [InlineData("phones")]
    [InlineData("rollout")]
    [InlineData("drift")]
    [InlineData("runs")]
    [InlineData("unknown")]
    public async Task Page_IsThereBeforeAnythingIsPublished(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync(address, Token)).StatusCode);

    [Fact]
    public async Task Overview_SaysThatGitAndHostAgree_AndWhoseCommitItIs()
    {
        await Office.Site.RunAsync();

        var page = await Http.GetStringAsync("", Token);

        Assert.Contains("some phones do not yet", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"https://git.example.com/phones/commit/{Office.Site.Repository.Head}\"", page, StringComparison.Ordinal);
        await Office.Site.SeeAsync("00:25:84:00:00:01");
        await Office.Site.Phones.SaveSummaryAsync(last => last! with { Converged = new(Core.Diagnostics.ConditionType.Converged, Core.Diagnostics.ConditionStatus.True, "Converged", "", Office.Site.Time.GetUtcNow()) }, Token);
        Assert.Contains("What runs is what Git says.", await Http.GetStringAsync("", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_ShowsWhatWaits_WithItsCommand()
    {
        await Office.Site.RunAsync();
        Office.Site.Controls.Write(Control.Suspend, "PBX upgrade");
        await Office.Site.RunAsync();

        var page = await Http.GetStringAsync("", Token);

        Assert.Contains("<code class=\"command\">reconciler resume</code>", page, StringComparison.Ordinal);
        Assert.Contains("PBX upgrade", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/act/resume\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phone_HasItsFace_ItsValuesAndItsHistory()
    {
        await Office.Site.RunAsync();
        await Office.Site.SeeAsync("00:25:84:00:00:01");

        var page = await Http.GetStringAsync("phones/" + Anna, Token);

        Assert.Equal(4, page.Split("class=\"key key-").Length - 1);
        Assert.Contains("Key 1: Anna, line 151", page, StringComparison.Ordinal);
        Assert.Contains("profiles/base.yaml:2", page, StringComparison.Ordinal);
        Assert.Contains("It registered from 192.0.2.1:5060", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("phones/002584ffffff", Token)).StatusCode);
    }

    [Fact]
    public async Task Number_ShowsWhereACallGoes()
    {
        await Office.Site.RunAsync();

        var page = await Http.GetStringAsync("numbers/151", Token);

        Assert.Contains("call call-extension", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/phones/{Anna}\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.GetAsync("numbers/999", Token)).StatusCode);
    }

    [Theory]
    [InlineData("151", "/numbers/151")]
    [InlineData("Anna", "/phones/002584000001")]
    [InlineData("00:25:84:00:00:02", "/phones/002584000002")]
    [InlineData("nobody", "/phones?q=nobody")]
    public async Task Search_LeadsToWhatIsMeant(string word, string address)
    {
        await Office.Site.RunAsync();

        Assert.Equal(address, (await Http.GetAsync("find?q=" + Uri.EscapeDataString(word), Token)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Text_OfStrangers_IsNeverMarkup()
    {
        const string Name = "<script>alert(1)</script>";
        Office.Site.Repository.Commit("<img src=x onerror=alert(1)> javascript:alert(1)", ("extensions/people.yaml", $"- {{ extension: 151, name: \"{Name}\" }}\n- {{ extension: 152, name: Ben }}\n"));
        await Office.Site.RunAsync();
        Office.Site.Controls.Write(Control.Suspend, "<b onclick=x>");
        await Office.Site.RunAsync();

        string[] pages = ["", "phones", "phones/" + Anna, "numbers/151", "runs", "phones?q=%3Cscript%3Ealert(2)", "find?q=<script>", "?done=<script>"];
        foreach (var address in pages)
        {
            var answer = await Http.GetAsync(address, Token);
            var text = await answer.Content.ReadAsStringAsync(Token);
            Assert.DoesNotContain("<script>alert", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<b onclick", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("href=\"javascript:", text, StringComparison.OrdinalIgnoreCase);
            Assert.StartsWith("default-src 'none';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Table_OfManyPhones_IsOnePageOfThem()
    {
        await Office.Site.RunAsync();
        await Office.Site.Phones.UpdateAsync(book => book.With(Enumerable.Range(0, 100_000).Select(i =>
            book.Phones.Values.First() with { Mac = new Core.Fleets.MacAddress(0x0025_9000_0000UL + (ulong)i), Names = [$"Desk {i}"] })), Token);

        var table = await Http.GetStringAsync("phones", Token);
        var found = await Http.GetStringAsync("phones?q=Desk+99999", Token);

        Assert.Contains("100,002 phones", table, StringComparison.Ordinal);
        Assert.InRange(table.Length, 1, FirstPaint);
        Assert.Contains("1 phone,", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollout_IsShownAsItsWaves_WithTheCommandsThatMoveIt()
    {
        Office.Site.Repository.Commit("Waves", ("site.yaml", SmallOffice.Site + "\nrollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ], settle: 5m, deadline: 30m }\n"));
        await Office.Site.RunAsync();
        Office.Site.Time.Advance(TimeSpan.FromHours(1));
        Office.Site.Repository.Commit("Change every phone", ("profiles/base.yaml", SmallOffice.Profile + "\nstationName: Paris\n"));
        await Office.Site.RunAsync();

        var page = await Http.GetStringAsync("rollout", Token);

        Assert.Contains("Change every phone", page, StringComparison.Ordinal);
        Assert.Contains("wave wave-current", page, StringComparison.Ordinal);
        Assert.Contains("wave wave-ahead", page, StringComparison.Ordinal);
        Assert.Contains("reconciler rollout abort", page, StringComparison.Ordinal);
        using var http = Office.Client(WebOffice.ActToken);
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync("api/abort", null, Token)).StatusCode);
        Assert.Equal("abort", Office.Site.Controls.Read(Control.Rollout));
    }

    [Fact]
    public async Task FirstPaint_IsUnder100Kilobytes()
    {
        await Office.Site.RunAsync();
        var sizes = new List<int>();
        string[] parts = ["", "assets/reconciler.css", "assets/live.js", "assets/reconciler.svg"];
        foreach (var part in parts)
        {
            sizes.Add((await Http.GetByteArrayAsync(part, Token)).Length);
        }

        Assert.InRange(sizes.Sum(), 1, FirstPaint);
    }
}
