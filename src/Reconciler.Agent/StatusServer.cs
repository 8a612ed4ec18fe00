using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Reconciliation;

namespace Reconciler.Agent;

/// <summary>The agent's own HTTP endpoint: <c>GET /api/status</c>, read-only, the same record as the status commit.</summary>
public sealed class StatusServer(IPEndPoint endpoint, StateStore states) : IHostedService, IAsyncDisposable
{
    private WebApplication? _application;

    /// <summary>Where it listens once started; the port is the real one where 0 was asked for.</summary>
    public Uri? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 0;
            options.Listen(endpoint);
        });
        _application = builder.Build();
        _application.MapGet("/api/status", () => Results.Bytes(StatusJson.ToBytes(StatusRecord.Of(states.Load())), "application/json"));
        await _application.StartAsync(cancellationToken);
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    public Task StopAsync(CancellationToken cancellationToken) => _application?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;
}
