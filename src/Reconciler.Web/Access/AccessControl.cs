using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Reconciler.Web.Access;

/// <summary>Lets a request through where its sender has the right that its endpoint asks for.</summary>
internal sealed partial class AccessControl(AccessRules rules, ILogger logger)
{
    public async Task JudgeAsync(HttpContext context, RequestDelegate next)
    {
        var needed = context.GetEndpoint()?.Metadata.GetMetadata<NeededRight>()?.Right ?? AccessRight.View;
        if (needed == AccessRight.Act && !rules.HasActors)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "Nobody may act here: http.actTokenFile is not set in the agent's file.");
        }
        else if (needed != AccessRight.None && rules.RightOf(context) < needed)
        {
            if (OfferedToken.In(context.Request) is not null)
            {
                LogRefused(logger, context.Connection.RemoteIpAddress);
            }

            context.Response.Headers.WWWAuthenticate = new[] { "Basic realm=\"Reconciler\", charset=\"UTF-8\"", "Bearer" };
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, needed == AccessRight.Act ? "This needs the token of http.actTokenFile." : "This needs the token of http.viewTokenFile or of http.actTokenFile.");
        }
        else if (needed == AccessRight.Act && IsOfAnotherSite(context.Request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "A page of another site asked for this.");
        }
        else
        {
            await next(context);
        }
    }

    /// <summary>A browser sends its login along with what another site's page has it ask for, but says so.</summary>
    private static bool IsOfAnotherSite(HttpRequest request)
    {
        if (OfferedToken.In(request) is not { IsByBrowser: true })
        {
            return false;
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
        {
            return site is not ("same-origin" or "none");
        }

        return request.Headers.Origin is not [{ } origin] ? request.Headers.Referer.Count > 0
            : !Uri.TryCreate(origin, UriKind.Absolute, out var url) || !string.Equals(url.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why + "\n");
    }

    [LoggerMessage(EventId = 2800, Level = LogLevel.Warning, Message = "{Client} sent a token to the agent's page that is none of its own")]
    private static partial void LogRefused(ILogger logger, System.Net.IPAddress? client);
}
