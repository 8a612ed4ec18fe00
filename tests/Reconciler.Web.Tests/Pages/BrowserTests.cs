using Microsoft.Playwright;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;

namespace Reconciler.Web.Tests.Pages;

/// <summary>The page in a real browser: one browser and one site for all of them.</summary>
public sealed class BrowserTests(BrowserTests.Browser browser) : IClassFixture<BrowserTests.Browser>
{
    /// <summary>A folder that pictures for the documentation are written to.</summary>
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("RECONCILER_PICTURES");

    private readonly WebOffice _office = browser.Office;

    [Theory]
    [InlineData("", "overview")]
    [InlineData("phones", "phones")]
    [InlineData("phones/" + SeenOffice.Reception, "phone")]
    [InlineData("numbers/3615551212", "number")]
    [InlineData("rollout", "rollout")]
    [InlineData("runs", "runs")]
    [InlineData("unknown", "unknown")]
    public async Task Page_IsSoundForEveryone(string address, string name)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var context = await browser.NewContextAsync(scheme, 1280);
            var page = await OpenAsync(context, address);
            await page.AddScriptTagAsync(new() { Content = await File.ReadAllTextAsync(Requires.Accessibility(), TestContext.Current.CancellationToken) });
            var findings = await page.EvaluateAsync<string[]>(
                "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.filter(v => ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary)");
            Assert.Empty(findings);
            await PictureAsync(page, $"{name}-{scheme.ToString().ToLowerInvariant()}");
        }
    }

    [Theory]
    [InlineData("", "overview")]
    [InlineData("phones", "phones")]
    [InlineData("phones/" + SeenOffice.Reception, "phone")]
    public async Task Page_FitsATelephone(string address, string name)
    {
        await using var context = await browser.NewContextAsync(ColorScheme.Light, 375);
        var page = await OpenAsync(context, address);

        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, 375);
        await PictureAsync(page, name + "-narrow");
    }

    [Fact]
    public async Task Page_ShowsItselfAnew_WhenARunHasEnded()
    {
        await using var context = await browser.NewContextAsync(ColorScheme.Light, 1280);
        var page = await OpenAsync(context, "");
        await page.WaitForSelectorAsync("#live:has-text('Live.')");

        _office.Site.Controls.Write(Control.Suspend, "PBX upgrade");
        await _office.Site.RunAsync();
        _office.Changes.Note();

        await page.WaitForSelectorAsync("text=PBX upgrade");
        await PictureAsync(page, "waits-light");
    }

    [Fact]
    public async Task Button_ActsAfterALogin()
    {
        await using var context = await browser.NewContextAsync(ColorScheme.Light, 1280, WebOffice.ActToken);
        var page = await OpenAsync(context, "");

        await page.ClickAsync("text=Sync now");

        await page.WaitForSelectorAsync("text=a run begins at once");
        await _office.Runs.NextAsync();
    }

    [Fact]
    public async Task Page_WorksWithoutScript_ByKeyboard()
    {
        await using var context = await browser.NewContextAsync(ColorScheme.Light, 1280, hasScript: false);
        var page = await OpenAsync(context, "");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("To the content", await page.InnerTextAsync(":focus"));

        await page.FillAsync("#find", "Fred's desk, first floor");
        await page.PressAsync("#find", "Enter");
        await page.WaitForURLAsync("**/phones/*");

        Assert.Contains("Fred", await page.InnerTextAsync("h1"), StringComparison.Ordinal);
    }

    private async Task<IPage> OpenAsync(IBrowserContext context, string address)
    {
        var page = await context.NewPageAsync();
        // Whatever the policy forbids is told on the console.
        page.Console += (_, message) => Assert.DoesNotContain("Content Security Policy", message.Text, StringComparison.Ordinal);
        var answer = await page.GotoAsync(new Uri(_office.Address, address).ToString());
        Assert.True(answer!.Ok, $"{address} answers {answer.Status}.");
        return page;
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = !name.StartsWith("phone-", StringComparison.Ordinal) });
        }
    }

    /// <summary>Debian's Chromium, and the site that it looks at.</summary>
    public sealed class Browser : IAsyncLifetime
    {
        private IPlaywright? _driver;
        private IBrowser? _browser;

        public WebOffice Office { get; } = new();

        public async ValueTask InitializeAsync()
        {
            SeenOffice.PutInto(Office.Site);
            await Office.StartAsync($"listen: \"127.0.0.1:0\", actTokenFile: {Office.Secret("act", WebOffice.ActToken)}");
            await SeenOffice.RunAsync(Office.Site);
            _driver = await Playwright.CreateAsync();
            _browser = await _driver.Chromium.LaunchAsync(new() { ExecutablePath = Requires.Tool("chromium"), Args = ["--no-sandbox"] });
        }

        public Task<IBrowserContext> NewContextAsync(ColorScheme scheme, int width, string? token = null, bool hasScript = true) => _browser!.NewContextAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 800 },
            JavaScriptEnabled = hasScript,
            // The test's own script, which the policy forbids, comes in beside it.
            BypassCSP = true,
            HttpCredentials = token is null ? null : new() { Username = "ada", Password = token },
        });

        public async ValueTask DisposeAsync()
        {
            await (_browser?.CloseAsync() ?? Task.CompletedTask);
            _driver?.Dispose();
            await Office.DisposeAsync();
        }
    }
}
