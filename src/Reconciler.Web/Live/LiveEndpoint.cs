using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Reconciler.Agent.Jobs;

namespace Reconciler.Web.Live;

/// <summary>Server-sent events: one whenever a run or a look at the phones has ended, for a page that then shows itself anew.</summary>
internal sealed class LiveEndpoint(SiteChanges changes, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int MostListeners = 32;

    /// <summary>Proxies close what says nothing for a minute.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    private int _listeners;

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/live", (RequestDelegate)ListenAsync).ExcludeFromDescription();

    private async Task ListenAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _listeners) > MostListeners)
        {
            Interlocked.Decrement(ref _listeners);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
            await SendAsync(context.Response, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The browser left, or the agent stops.
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }
    }

    private async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        await response.WriteAsync("retry: 5000\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        for (var number = 1L; ; number++)
        {
            var change = changes.NextAsync(cancellationToken);
            var hasChanged = await Task.WhenAny(change, Task.Delay(Heartbeat, time, cancellationToken)) == change;
            cancellationToken.ThrowIfCancellationRequested();
            await response.WriteAsync(hasChanged ? string.Create(CultureInfo.InvariantCulture, $"event: change\ndata: {number}\n\n") : ": still here\n\n", cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }
}
