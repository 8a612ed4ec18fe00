using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Publishing;

namespace Reconciler.Agent;

/// <summary>
/// The embedded HTTP server: GET and HEAD of the published names, straight from the live generation, and nothing else of the served root.
/// Each fetch is logged with the phone's address and User-Agent, which is evidence of what a phone took.
/// </summary>
public sealed partial class PublishedFileServer(IPEndPoint endpoint, GenerationStore served, ILogger<PublishedFileServer> logger) : IHostedService, IAsyncDisposable
{
    private const int LongestUserAgent = 200;
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
        _application.Run(ServeAsync);
        await _application.StartAsync(cancellationToken);
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
        LogListening(logger, Address);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _application?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        var status = await AnswerAsync(context, request);
        var name = Printable(request.Path.Value ?? "");
        LogFetch(logger, context.Connection.RemoteIpAddress, request.Method, name, status, Printable(request.Headers.UserAgent.ToString()));
    }

    private async Task<int> AnswerAsync(HttpContext context, HttpRequest request)
    {
        var response = context.Response;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.Headers.Allow = "GET, HEAD";
            return response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }

        await using var file = served.OpenPublished((request.Path.Value ?? "").TrimStart('/'));
        if (file is null)
        {
            return response.StatusCode = StatusCodes.Status404NotFound;
        }

        response.ContentType = "text/xml";
        response.ContentLength = file.Length;
        if (HttpMethods.IsGet(request.Method))
        {
            await file.CopyToAsync(response.Body, context.RequestAborted);
        }

        return StatusCodes.Status200OK;
    }

    /// <summary>What a stranger sent, safe to log: short and without control characters.</summary>
    private static string Printable(string text)
    {
        var cut = text.Length > LongestUserAgent ? text[..LongestUserAgent] : text;
        return string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c));
    }

    [LoggerMessage(EventId = 100, Level = LogLevel.Information, Message = "Serving published files on {Address}")]
    private static partial void LogListening(ILogger logger, Uri address);

    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "{Client} {Method} {Name} {Status} \"{UserAgent}\"")]
    private static partial void LogFetch(ILogger logger, IPAddress? client, string method, string name, int status, string userAgent);
}
