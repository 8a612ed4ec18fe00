using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reconciler.Testing;

namespace Reconciler.Web.Tests.Metrics;

public sealed partial class MetricsTests : OfficeOnTheWeb
{
    private protected override async Task<HttpClient> StartAsync()
    {
        await Office.StartAsync();
        return Office.Client();
    }

    [Fact]
    public async Task Metrics_AreWhatPrometheusTakes_AndNoneIsOfAPhone()
    {
        await RunAsync();

        var text = await ScrapeAsync();

        Assert.Matches("reconciler_objects\\{[^}]*kind=\"phone\",state=\"unknown\"[^}]*\\} 2", text);
        Assert.Matches("reconciler_condition\\{[^}]*status=\"True\",type=\"Ready\"[^}]*\\} 1", text);
        Assert.Matches("reconciler_reconcile_total\\{[^}]*result=\"applied\"[^}]*\\} 1", text);
        Assert.Matches("reconciler_reconcile_duration_seconds_count(\\{[^}]*\\})? 1", text);
        Assert.Matches("reconciler_git_fetch_total\\{[^}]*result=\"success\"[^}]*\\} 1", text);
        Assert.Matches("reconciler_in_sync(\\{[^}]*\\})? 1", text);
        Assert.DoesNotContain("002584", text.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        var (code, output) = await PromtoolAsync(text, "check", "metrics");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task AlertRules_AreSound_AndDoWhatTheirTestsSay()
    {
        var folder = Checkout.PathOf("packaging/monitoring");

        var (code, output) = await PromtoolAsync("", "check", "rules", Path.Combine(folder, "alerts.yml"));
        Assert.True(code == 0, output);
        (code, output) = await PromtoolAsync("", "test", "rules", Path.Combine(folder, "alerts.test.yml"));
        Assert.True(code == 0, output);
    }

    [Theory]
    [InlineData("alerts.yml")]
    [InlineData("dashboard.json")]
    public async Task File_NamesOnlyMetricsThatThereAre(string name)
    {
        await RunAsync();
        var known = MetricLine().Matches(await ScrapeAsync()).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        // A counter is there once it has counted: neither a reload nor a failure has to come first.
        known.UnionWith(["reconciler_reload_total"]);

        var text = await File.ReadAllTextAsync(Path.Combine(Checkout.PathOf("packaging/monitoring"), name), Token);

        Assert.Subset(known, Mention().Matches(text).Select(m => m.Value).ToHashSet(StringComparer.Ordinal));
        if (name.EndsWith(".json", StringComparison.Ordinal))
        {
            using var dashboard = JsonDocument.Parse(text);
            Assert.True(dashboard.RootElement.GetProperty("panels").GetArrayLength() > 10);
        }
    }

    [Fact]
    public async Task RealPrometheus_ScrapesThem()
    {
        await RunAsync();
        using var folder = new TemporaryFolder();
        var port = FreePort.Tcp();
        var file = folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s }
            scrape_configs: [{ job_name: reconciler, static_configs: [{ targets: ["{{Office.Address.Authority}}"] }] }]
            rule_files: ["{{Path.Combine(Checkout.PathOf("packaging/monitoring"), "alerts.yml")}}"]

            """);
        using var prometheus = Process.Start(new ProcessStartInfo(
            Requires.Tool("prometheus"),
            [$"--config.file={file}", $"--storage.tsdb.path={folder.MakeFolder("data")}", $"--web.listen-address=127.0.0.1:{port}"])
        { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        prometheus.BeginErrorReadLine();
        prometheus.BeginOutputReadLine();
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };

            await Eventually.HoldsAsync("Prometheus has scraped the agent", TimeSpan.FromMinutes(2), async () => (await QueryAsync(http)).Contains("\"1\"", StringComparison.Ordinal), Token);
        }
        finally
        {
            prometheus.Kill();
            await prometheus.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<string> QueryAsync(HttpClient http)
    {
        try
        {
            return await http.GetStringAsync("api/v1/query?query=reconciler_in_sync", Token);
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    private async Task RunAsync() => Office.Meter.Count(await Office.Site.RunAsync(), isPoll: true, TimeSpan.FromSeconds(1));

    private Task<string> ScrapeAsync() => Http.GetStringAsync("metrics", Token);

    private static async Task<(int Code, string Output)> PromtoolAsync(string input, params string[] arguments)
    {
        using var promtool = Process.Start(new ProcessStartInfo(Requires.Tool("promtool"), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        await promtool.StandardInput.WriteAsync(input);
        promtool.StandardInput.Close();
        var output = promtool.StandardOutput.ReadToEndAsync(Token);
        var errors = promtool.StandardError.ReadToEndAsync(Token);
        await promtool.WaitForExitAsync(Token);
        return (promtool.ExitCode, await output + await errors);
    }

    [GeneratedRegex("^(?<name>reconciler_[a-z_]+)[{ ]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex MetricLine();

    [GeneratedRegex("reconciler_[a-z_]+", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Mention();
}
