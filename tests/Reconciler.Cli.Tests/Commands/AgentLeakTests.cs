using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>
/// A canary of each kind of secret that the agent's host holds, looked for wherever others can look: the page, the API and the metrics, the arguments and the
/// environment of the programs that it starts, and every file that others may read.
/// </summary>
public sealed partial class AgentLeakTests : IAsyncLifetime
{
    private static readonly string Run = Guid.NewGuid().ToString("N")[..12];
    private static readonly string[] Canaries = [.. ((string[])["Master", "Value", "Variable", "File", "Phone", "Act", "View", "Hook", "Git"]).Select(kind => kind + Run)];

    private readonly int _port = FreePort.Tcp();
    private readonly OfficeHost _host = new(
        ("extensions/secret.yaml", $$"""
            - { extension: 202, name: Variable, secret: { env: CLEO } }
            - { extension: 203, name: File, secret: { file: dora } }
            - { extension: 204, name: Value, secret: { value: Value{{Run}} }, voicemail: {} }

            """),
        ("phones/secret.yaml", $$"""
            mac: 00:25:84:00:00:09
            model: SPA504G
            keys: [202, 203, 204]
            parameters: { Directory_Password: { value: Phone{{Run}} } }

            """));

    private Signers _signers = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host.Environment["RECONCILER_SECRET_CLEO"] = "Variable" + Run;
        _host.Environment["RECONCILER_GIT_TOKEN"] = "Git" + Run;
        _host.WriteOwned("secrets/dora", $"File{Run}\n");
        _host.WriteOwned("master.key", $"Master{Run}{new string('m', 40)}");
        foreach (var name in (string[])["Act", "View", "Hook"])
        {
            _host.WriteOwned(name, $"{name}{Run}{new string('t', 20)}\n");
        }

        _signers = await Signers.CloneAsync(_host.Repository.DirectoryPath, Token);
        var key = await _signers.SshKeyAsync("anna", Token);
        _signers.Allow("anna@example.com", key);
        await _signers.CommitAsync(key, Token);
        _host.WriteAgentFile(
            repository: $"{{ url: {_host.Repository.DirectoryPath}, poll: {{ every: 1h }}, verify: {{ mode: head, allowedSigners: {_signers.AllowedSigners} }} }}",
            more: $"http: {{ listen: \"127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}\", viewTokenFile: View, actTokenFile: Act, webhookSecretFile: Hook }}\n");
    }

    public ValueTask DisposeAsync()
    {
        _signers.Dispose();
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task EveryAddressOfTheAgent_HoldsNoCanary()
    {
        await using var agent = await _host.StartAgentAsync("Published ");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", $"View{Run}{new string('t', 20)}");
        await Eventually.HoldsAsync("the server answers", TimeSpan.FromSeconds(60), async () => await AnswersAsync(client), Token);
        var answers = new List<string>();
        foreach (var address in Addresses())
        {
            using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), Token);
            Assert.True((int)answer.StatusCode < 500, $"{address}: {answer.StatusCode}");
            answers.Add($"{address} {answer.Headers}{answer.Content.Headers}{await answer.Content.ReadAsStringAsync(Token)}");
        }

        Assert.Contains(answers, answer => answer.Contains("204", StringComparison.Ordinal) && answer.StartsWith("/api/explain", StringComparison.Ordinal));
        Assert.Empty(answers.Where(HoldsCanary).Select(answer => answer.Split(' ')[0]));
        Assert.False(HoldsCanary(agent.Output), "its log");
        Assert.False(HoldsCanary(File.ReadAllText($"/proc/{agent.Id}/cmdline")), "its arguments");
    }

    [Fact]
    public async Task ProgramsThatItStarts_GetNoCanary()
    {
        var trace = _host.PathOf("trace");
        var result = await Processes.RunAsync(
            Requires.Tool("strace"),
            ["-f", "-v", "-s", "65536", "-e", "trace=execve", "-o", trace, .. Shipped.Command, "reconcile", "--config", _host.AgentFile],
            new ProcessOptions { Environment = _host.Environment },
            Token);
        var started = File.ReadAllLines(trace).Where(line => line.Contains("execve(", StringComparison.Ordinal) && line.EndsWith("= 0", StringComparison.Ordinal)).ToList();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(started.Skip(1), line => line.Contains("ssh-keygen", StringComparison.Ordinal));
        Assert.DoesNotContain(started.Skip(1), HoldsCanary);
        Assert.False(HoldsCanary(Arguments().Match(started[0]).Value), "its own arguments");
    }

    [Fact]
    public async Task FilesThatOthersMayRead_HoldNoCanary_ButTheServedProfile()
    {
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);

        var open = Directory.EnumerateFiles(Path.GetDirectoryName(_host.AgentFile)!, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file) is { LinkTarget: null } info && info.UnixFileMode.HasFlag(UnixFileMode.OtherRead))
            .Where(file => HoldsCanary(File.ReadAllText(file, Encoding.Latin1)))
            .Select(file => Path.GetRelativePath(Path.GetDirectoryName(_host.AgentFile)!, file))
            .ToList();

        Assert.NotEmpty(open);
        Assert.All(open, file => Assert.StartsWith("srv/", file, StringComparison.Ordinal));
        Assert.All(open, file => Assert.Contains("002584000009", File.ReadAllText(_host.PathOf(file), Encoding.Latin1) + file, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Addresses() =>
    [
        "/", "/phones", "/phones/002584000009", "/numbers/204", "/find?q=204", "/rollout", "/drift", "/runs", "/unknown", "/nowhere", "/metrics", "/healthz", "/readyz",
        "/api/status", "/api/phones", "/api/phones/002584000009", "/api/explain/204", "/api/explain/202", "/api/explain/002584000009", "/api/runs", "/api/unknown-phones",
    ];

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/healthz", UriKind.Relative), Token);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static bool HoldsCanary(string text) => Canaries.Any(canary => text.Contains(canary, StringComparison.Ordinal));

    [GeneratedRegex("execve[(]\"[^\"]*\", \\[[^\\]]*\\]", RegexOptions.None, 1_000)]
    private static partial Regex Arguments();
}
