using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;

namespace Reconciler.Notifications.Tests.CommitStatuses;

/// <summary>
/// A forge's commit statuses as its documentation says, on loopback, for the repository acme/phones. Whatever the documentation does not say is a violation,
/// which fails the test when the server is disposed of.
/// </summary>
internal sealed class StatusServer : IAsyncDisposable
{
    public const string Token = "canary-token-5f2b61";

    private readonly ConcurrentQueue<string> _violations = new();
    private readonly WebApplication _application;
    private readonly StatusRules _rules;

    private StatusServer(StatusRules rules)
    {
        _rules = rules;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>Each status that it took, as <c>COMMIT NAME STATE DESCRIPTION LINK</c> with bars between.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Requests, also the refused.</summary>
    public int Requests { get; private set; }

    /// <summary>Refuses all with it; 0: none.</summary>
    public int Refuses { get; set; }

    /// <summary>With a refusal.</summary>
    public string Says { get; set; } = """{"message": "trouble"}""";

    public CommitStatusSettings Settings(TemporaryFolder folder)
    {
        var file = folder.Write("forge.token", Token + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        return new CommitStatusSettings(_rules.Forge, new Uri(_application.Urls.First() + _rules.Api), null, file);
    }

    public static async Task<StatusServer> StartAsync(ForgeKind forge)
    {
        var server = new StatusServer(StatusRules.Of(forge));
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Assert.Empty(_violations);
    }

    private async Task HandleAsync(HttpContext context)
    {
        Requests++;
        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        var status = _rules.Read(context.Request, json.RootElement, Token, out var violation);
        if (violation is not null)
        {
            _violations.Enqueue($"{context.Request.Method} {context.Request.Path}: {violation}: {json.RootElement.GetRawText()}");
        }
        else if (Refuses == 0)
        {
            Taken.Enqueue(status);
        }

        context.Response.StatusCode = violation is not null ? 422 : Refuses > 0 ? Refuses : 201;
        await context.Response.WriteAsync(Refuses > 0 ? Says : "{}");
    }
}
