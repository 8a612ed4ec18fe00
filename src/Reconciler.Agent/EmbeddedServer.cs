using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Reconciler.Core.Secrets;

namespace Reconciler.Agent;

/// <summary>Kestrel with nothing but what one of our servers needs: no request bodies, no log of its own, no banner.</summary>
internal sealed class EmbeddedServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private EmbeddedServer(WebApplication application)
    {
        _application = application;
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    /// <summary>Where it listens; the port is the real one where 0 was asked for.</summary>
    public Uri Address { get; }

    /// <summary>Starts it. An address that cannot be had is a <see cref="HostConfigurationException"/>.</summary>
    public static async Task<EmbeddedServer> StartAsync(ListenAddress listen, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        // Empty: any other builder takes its settings from an appsettings.json in the current directory and from ASPNETCORE_ variables, and watches all folders below it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 0;
            options.Listen(listen.EndPoint);
        });
        var application = builder.Build();
        map(application);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await application.DisposeAsync();
            throw new HostConfigurationException(
                $"{listen.Key} in the agent's file: nothing can listen on {listen.EndPoint} ({Why(exception)}); end what uses it, or name another port.", exception);
        }

        return new EmbeddedServer(application);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _application.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static string Why(Exception exception) => exception.GetBaseException() is SocketException socket
        ? socket.SocketErrorCode.ToString()
        : "it cannot be had";
}
