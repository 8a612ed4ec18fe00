using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Reconciler.Agent.Jobs;
using Reconciler.Web.Access;

namespace Reconciler.Web.Webhooks;

/// <summary><c>POST /hooks</c>: a forge says that something was pushed. It means "poll now" and nothing else, so that nothing it says is read.</summary>
internal sealed partial class WebhookEndpoint(WebhookSecret secret, RunRequests runs, ILogger logger)
{
    public const int LongestBody = 1 << 20;

    /// <summary>A forge sends its few kilobytes at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/hooks", (Func<HttpContext, Task<IResult>>)AnswerAsync)
        .WithMetadata(new NeededRight(AccessRight.None)).Produces(202).Produces(401).Produces(413)
        .WithSummary("Polls now, at most once an interval: for the webhooks of GitHub, GitLab, Gitea, Forgejo and Bitbucket, or one signed with X-Reconciler-Signature.");

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        if (context.Request.ContentLength > LongestBody)
        {
            context.Response.Headers.Connection = "close";
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(Patience);
        try
        {
            if (!await secret.IsProvedByAsync(context.Request, deadline.Token))
            {
                LogRefused(logger, context.Connection.RemoteIpAddress);
                context.Response.Headers.Connection = "close";
                return Results.Text("The signature or token is missing or is not that of http.webhookSecretFile.\n", statusCode: StatusCodes.Status401Unauthorized);
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Headers.Connection = "close";
            return Results.StatusCode(StatusCodes.Status408RequestTimeout);
        }
        catch (BadHttpRequestException exception)
        {
            // Too long without having said so, or too slow: the server has ended the reading.
            context.Response.Headers.Connection = "close";
            return Results.StatusCode(exception.StatusCode);
        }

        return Results.Text(runs.PollSoon() ? "A poll is asked for.\n" : "A poll was asked for already.\n", statusCode: StatusCodes.Status202Accepted);
    }

    [LoggerMessage(EventId = 2830, Level = LogLevel.Warning, Message = "A webhook from {Client} is not signed with the secret of http.webhookSecretFile")]
    private static partial void LogRefused(ILogger logger, System.Net.IPAddress? client);
}
