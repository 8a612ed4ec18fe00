using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reconciler.Sites;
using Reconciler.Web.Access;

namespace Reconciler.Web.Api;

/// <summary><c>POST /api/VERB</c>: a JSON body with the action's argument, or none.</summary>
internal sealed class ActionEndpoints(SiteActions actions)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var verb in SiteActions.Verbs)
        {
            routes.MapPost($"/api/{verb}", (Func<HttpContext, Task<IResult>>)(context => ActAsync(context, verb)))
                .WithMetadata(new NeededRight(AccessRight.Act)).Accepts<ActionRequest>(isOptional: true, "application/json", "*/*")
                .Produces<ActionAnswer>().Produces<ApiError>(400).Produces<ApiError>(409).WithSummary(SummaryOf(verb));
        }
    }

    private async Task<IResult> ActAsync(HttpContext context, string verb)
    {
        ActionRequest request;
        try
        {
            request = context.Request.ContentLength is null or 0 && !context.Request.HasJsonContentType()
                ? new ActionRequest()
                : await JsonSerializer.DeserializeAsync(context.Request.Body, ApiJson.Default.ActionRequest, context.RequestAborted) ?? new ActionRequest();
        }
        catch (JsonException)
        {
            return Results.Json(new ApiError("The body is no JSON object."), ApiJson.Default.ApiError, statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            return Results.Json(new ActionAnswer(actions.Act(context, verb, request)), ApiJson.Default.ActionAnswer);
        }
        catch (RequestRefusedException refusal)
        {
            return Results.Json(new ApiError(refusal.Message), ApiJson.Default.ApiError, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static string SummaryOf(string verb) => verb switch
    {
        "sync" => "Runs at once.",
        "approve" => "As `reconciler approve HASH`: {\"hash\": \"...\"}.",
        "suspend" => "As `reconciler suspend --reason TEXT`: {\"reason\": \"...\"}.",
        "rollback" => "As `reconciler rollback COMMIT`: {\"commit\": \"...\"}.",
        "abort" => "As `reconciler rollout abort`.",
        "rollout-resume" => "As `reconciler rollout resume`.",
        _ => $"As `reconciler {verb}`.",
    };
}
