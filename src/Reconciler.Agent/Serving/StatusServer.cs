using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Agent.Serving;

/// <summary>
/// The agent's own HTTP endpoint, read-only: <c>GET /api/status</c>, the same record as the status commit, and <c>GET /api/phones</c>, each phone as it was
/// at the last look.
/// </summary>
public sealed class StatusServer(ListenAddress listen, StateStore states, PhoneBookStore phones, ServerLimits limits) : IHostedService, IAsyncDisposable
{
    private EmbeddedServer? _server;
    private readonly AttemptStore _attempts = new(states.Directory, TimeProvider.System);

    /// <summary>Where it listens once started; the port is the real one where 0 was asked for.</summary>
    public Uri? Address => _server?.Address;

    public async Task StartAsync(CancellationToken cancellationToken) => _server = await EmbeddedServer.StartAsync(
        listen,
        limits,
        application =>
        {
            application.MapGet("/api/status", () => Results.Bytes(StatusJson.ToBytes(StatusRecord.Of(states.Load(), phones.LoadSummary(), _attempts.Judge())), "application/json"));
            application.MapGet("/api/phones", () => Results.Bytes(PhoneList.Of(phones.Load(), phones.LoadSummary()).ToJson(), "application/json"));
        },
        cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
