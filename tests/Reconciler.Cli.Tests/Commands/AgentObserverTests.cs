using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>The page, the webhook, the metrics and the messages of an agent that runs: of use to it, and needed by none of its runs.</summary>
public sealed class AgentObserverTests : IDisposable
{
    private const string Secret = "webhook-secret-of-a-sufficient-length";

    private readonly OfficeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Webhook_WithAnHourToTheNextPoll_PublishesAPushAtOnce()
    {
        var port = FreePort.Tcp();
        _host.WriteAgentFile(more: $"http: {{ listen: \"127.0.0.1:{port}\", webhookSecretFile: {SecretFile("hook.secret", Secret)} }}");
        await using var agent = await _host.StartAgentAsync("Published ");
        var head = _host.Relabel("Anna B.");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        var body = Encoding.UTF8.GetBytes("{\"ref\": \"refs/heads/main\"}");
        using var hook = new HttpRequestMessage(HttpMethod.Post, "hooks") { Content = new ByteArrayContent(body) };
        hook.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));

        Assert.Equal(HttpStatusCode.Accepted, (await http.SendAsync(hook, Token)).StatusCode);

        await agent.SaysAsync($"Published {head[..10]}");
        Assert.Contains("reconciler_reconcile_total{result=\"applied\"}", await http.GetStringAsync("metrics", Token), StringComparison.Ordinal);
    }

    /// <summary>Its port is another's, nobody takes its metrics, and the chat is down.</summary>
    [Fact]
    public async Task Observers_ThatAllFail_StopNoRun()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        _host.WriteAgentFile(more: $$"""
            http: { listen: "{{taken.LocalEndpoint}}" }
            metrics: { otlp: "http://127.0.0.1:{{FreePort.Tcp()}}" }
            notifications: { slack: { urlFile: {{SecretFile("slack.url", $"http://127.0.0.1:{FreePort.Tcp()}/services/a-secret-path")}} } }
            """);
        await using var agent = await _host.StartAgentAsync("Published ");
        await agent.SaysAsync("There is no page, no API and no webhook: http.listen");
        _host.Repository.Commit("Break it", ("site.yaml", "name: [\n"));
        agent.Signal("HUP");
        await agent.SaysAsync("is refused");

        _host.Repository.Commit("Mend it", ("site.yaml", OfficeFiles.Site));
        var head = _host.Relabel("Anna B.");
        agent.Signal("HUP");

        await agent.SaysAsync($"Published {head[..10]}");
        Assert.DoesNotContain("a-secret-path", agent.Output, StringComparison.Ordinal);
    }

    private string SecretFile(string name, string text)
    {
        var path = _host.Write(name, text + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
