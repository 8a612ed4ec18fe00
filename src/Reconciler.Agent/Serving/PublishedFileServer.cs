using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Core.Phones;
using Reconciler.Host.Disk;
using Reconciler.Host.PhoneLogs;
using Reconciler.Host.Publishing;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Serving;

/// <summary>
/// The embedded server, by HTTP or TLS: GET and HEAD of the published names, straight from the live generation, and nothing else of the served root.
/// Each fetch is logged with the phone's address and User-Agent, which is evidence of what a phone took.
/// </summary>
public sealed partial class PublishedFileServer(ListenAddress listen, GenerationStore served, ServerLimits limits, PhoneWitness? witness, ILogger<PublishedFileServer> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>By TLS; null: by HTTP.</summary>
    public HttpsSettings? Https { get; init; }

    /// <summary>The keys of encrypted profiles, which are given out by TLS alone; null: none.</summary>
    public ProfileKeyFiles? Keys { get; init; }

    private const int LongestText = 200;
    private const int Block = 32_768;
    private readonly LogRate _lines = new(perSecond: 50, atOnce: 1000, TimeProvider.System);
    private EmbeddedServer? _server;

    /// <summary>Where it listens once started; the port is the real one where 0 was asked for.</summary>
    public Uri? Address => _server?.Address;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _server = await EmbeddedServer.StartAsync(listen, limits, Https is { } https ? new PhoneTls(https, logger) : null, application => application.Run(ServeAsync), cancellationToken);
        LogListening(logger, _server.Address);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        var status = await AnswerAsync(context, request);
        var isNoted = _lines.TryAcquire(out var omitted);
        if (isNoted)
        {
            // Before it has the last byte: what a phone does next, such as to restart with another firmware and fetch again, comes after this in its log.
            Note(context, status);
        }

        await context.Response.CompleteAsync();
        if (!isNoted)
        {
            return;
        }

        if (omitted > 0)
        {
            LogOmitted(logger, omitted);
        }

        if (context.Items[typeof(FileRequest)] is FileRequest refused)
        {
            LogRefused(logger, context.Connection.RemoteIpAddress, Printable(request.Path.ToUriComponent()), refused.Asker?.ToString() ?? "no phone that is known");
        }

        LogFetch(
            logger,
            context.Connection.RemoteIpAddress,
            Printable(request.Method),
            Printable(request.Path.ToUriComponent()),
            status,
            Printable(request.Headers.UserAgent.ToString()));
    }

    /// <summary>The phone gets its file whether this can be written down or not.</summary>
    private void Note(HttpContext context, int status)
    {
        var address = context.Connection.RemoteIpAddress?.Unmapped();
        try
        {
            witness?.NoteFetch(Https is null ? "http" : "https", address?.ToString() ?? "", context.Request.Path.Value ?? "", $"{status}", context.Request.Headers.UserAgent.ToString());
        }
        catch (PublishFailedException exception)
        {
            LogUnseen(logger, exception.Message);
        }
    }

    private async Task<int> AnswerAsync(HttpContext context, HttpRequest request)
    {
        var response = context.Response;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.Headers.Allow = "GET, HEAD";
            return response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }

        var wanted = FileRequest.Of(context);
        if (!wanted.IsAllowed)
        {
            context.Items[typeof(FileRequest)] = wanted;
            return response.StatusCode = StatusCodes.Status403Forbidden;
        }

        await using var file = Open(wanted);
        if (file is null)
        {
            return response.StatusCode = StatusCodes.Status404NotFound;
        }

        response.ContentType = "text/xml";
        response.ContentLength = file.Length;
        if (HttpMethods.IsGet(request.Method))
        {
            await BufferAsync(file, response.BodyWriter, context.RequestAborted);
        }

        return StatusCodes.Status200OK;
    }

    /// <summary>Puts a profile, some tens of kilobytes, into what is sent once the answer is completed.</summary>
    private static async Task BufferAsync(Stream file, PipeWriter body, CancellationToken cancellationToken)
    {
        int read;
        do
        {
            read = await file.ReadAsync(body.GetMemory(Block), cancellationToken);
            body.Advance(read);
        }
        while (read > 0);
    }

    private Stream? Open(FileRequest wanted) => !wanted.IsKey ? served.OpenPublished(wanted.Name)
        : wanted.Owner is { } owner && Https is not null && Keys?.Find(wanted.Name, owner) is { } key ? new MemoryStream(key)
        : null;

    /// <summary>Text of a stranger's, safe to log: short, and with nothing that starts a line, ends the quotes or speaks to a terminal.</summary>
    private static string Printable(string text) => string.Concat(text.Take(LongestText).Select(c => c is >= ' ' and <= '~' and not '"' ? c : '?'));

    [LoggerMessage(EventId = 2400, Level = LogLevel.Information, Message = "Serving published files on {Address}")]
    private static partial void LogListening(ILogger logger, Uri address);

    [LoggerMessage(EventId = 2401, Level = LogLevel.Warning, Message = "{Count} requests came so fast that they were not logged")]
    private static partial void LogOmitted(ILogger logger, long count);

    [LoggerMessage(EventId = 2403, Level = LogLevel.Warning, Message = "{What}")]
    private static partial void LogUnseen(ILogger logger, string what);

    [LoggerMessage(EventId = 2404, Level = LogLevel.Warning, Message = "{Client} may not have {Name}: it is {Phone}")]
    private static partial void LogRefused(ILogger logger, IPAddress? client, string name, string phone);

    [LoggerMessage(EventId = 2402, Level = LogLevel.Information, Message = "{Client} {Method} {Name} {Status} \"{UserAgent}\"")]
    private static partial void LogFetch(ILogger logger, IPAddress? client, string method, string name, int status, string userAgent);
}
