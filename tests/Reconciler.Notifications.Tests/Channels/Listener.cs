using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Reconciler.Notifications.Tests.Channels;

/// <summary>A real HTTP server that keeps what it is sent.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly Channel<ReceivedMessage> _received = Channel.CreateUnbounded<ReceivedMessage>();
    private readonly WebApplication _application;

    private Listener(WebApplication application) => _application = application;

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    public Uri Address { get; private set; } = null!;

    public int Count => _received.Reader.Count;

    public static async Task<Listener> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var listener = new Listener(application);
        application.Run(listener.TakeAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        listener.Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return listener;
    }

    public async Task<ReceivedMessage> NextAsync() => await _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Response.StatusCode = Status;
        await _received.Writer.WriteAsync(new ReceivedMessage(
            context.Request.Method, context.Request.Path.ToUriComponent(), context.Request.Headers.Authorization.ToString(), context.Request.Headers["X-Reconciler-Signature"].ToString(), body));
    }
}

internal sealed record ReceivedMessage(string Method, string Path, string Authorization, string Signature, string Body);
