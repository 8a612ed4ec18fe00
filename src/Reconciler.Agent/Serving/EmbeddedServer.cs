using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reconciler.Core.Secrets;

namespace Reconciler.Agent.Serving;

/// <summary>Kestrel with nothing but what one of our servers needs: no request bodies unless it asks for them, no log of its own, no banner.</summary>
internal sealed class EmbeddedServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private readonly ClientRate _rate;

    private EmbeddedServer(WebApplication application, ClientRate rate)
    {
        _application = application;
        _rate = rate;
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    /// <summary>Where it listens; the port is the real one where 0 was asked for.</summary>
    public Uri Address { get; }

    /// <summary>Starts it. An address that cannot be had is a <see cref="HostConfigurationException"/>.</summary>
    /// <param name="listen">Where.</param>
    /// <param name="limits">How much strangers may take.</param>
    /// <param name="tls">Null: plain HTTP.</param>
    /// <param name="map">Adds what it answers.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static Task<EmbeddedServer> StartAsync(ListenAddress listen, ServerLimits limits, PhoneTls? tls, Action<WebApplication> map, CancellationToken cancellationToken) =>
        StartAsync(listen, limits, tls, _ => { }, map, cancellationToken);

    /// <summary>Plain HTTP with services of its own.</summary>
    public static Task<EmbeddedServer> StartAsync(
        ListenAddress listen, ServerLimits limits, Action<IServiceCollection> add, Action<WebApplication> map, CancellationToken cancellationToken) =>
        StartAsync(listen, limits, null, add, map, cancellationToken);

    private static async Task<EmbeddedServer> StartAsync(
        ListenAddress listen, ServerLimits limits, PhoneTls? tls, Action<IServiceCollection> add, Action<WebApplication> map, CancellationToken cancellationToken)
    {
        // Empty: any other builder takes its settings from an appsettings.json in the current directory and from ASPNETCORE_ variables, and watches all folders below it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        add(builder.Services);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            Limit(options.Limits, limits);
            options.Listen(listen.EndPoint, endPoint =>
            {
                endPoint.Protocols = HttpProtocols.Http1;
                if (tls?.Options(limits.Patience) is { } handshake)
                {
                    endPoint.UseHttps(handshake);
                }
            });
        });
        builder.Services.AddSingleton<IConnectionListenerFactory>(provider => new BoundedListenerFactory(
            new SocketTransportFactory(provider.GetRequiredService<IOptions<SocketTransportOptions>>(), provider.GetRequiredService<ILoggerFactory>()), limits));
        var application = builder.Build();
        var rate = new ClientRate(limits);
        application.Use(next => context => rate.LimitAsync(context, next));
        map(application);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await application.DisposeAsync();
            rate.Dispose();
            throw new HostConfigurationException(
                $"{listen.Key} in the agent's file: nothing can listen on {listen.EndPoint} ({Why(exception)}); end what uses it, or name another port.", exception);
        }

        return new EmbeddedServer(application, rate);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _application.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _rate.Dispose();
    }

    /// <summary>A phone asks for one small file and goes.</summary>
    private static void Limit(KestrelServerLimits limits, ServerLimits ours)
    {
        limits.MaxRequestBodySize = ours.BodyBytes;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestHeadersTotalSize = 8 << 10;
        limits.MaxRequestLineSize = 4 << 10;
        limits.RequestHeadersTimeout = ours.Patience;
        // Until the first byte of a request, and between two.
        limits.KeepAliveTimeout = ours.Patience;
    }

    private static string Why(Exception exception) => exception.GetBaseException() is SocketException socket
        ? socket.SocketErrorCode.ToString()
        : "it cannot be had";
}
