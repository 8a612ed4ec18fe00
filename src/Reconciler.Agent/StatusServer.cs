using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Reconciler.Core.Reconciliation;

namespace Reconciler.Agent;

/// <summary>The agent's own HTTP endpoint: <c>GET /api/status</c>, read-only, the same record as the status commit.</summary>
public sealed class StatusServer(ListenAddress listen, StateStore states) : IHostedService, IAsyncDisposable
{
    private EmbeddedServer? _server;

    /// <summary>Where it listens once started; the port is the real one where 0 was asked for.</summary>
    public Uri? Address => _server?.Address;

    public async Task StartAsync(CancellationToken cancellationToken) => _server = await EmbeddedServer.StartAsync(
        listen,
        application => application.MapGet("/api/status", () => Results.Bytes(StatusJson.ToBytes(StatusRecord.Of(states.Load())), "application/json")),
        cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
