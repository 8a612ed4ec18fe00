using Microsoft.AspNetCore.Http;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>Gitea's and Forgejo's REST interface for issue comments (version 1), which lists all of an issue's in one answer.</summary>
internal sealed class GiteaServer : ForgeServer
{
    private const string Comments7 = "/api/v1/repos/acme/phones/issues/7/comments";

    // The account of a workflow's token has no row of its own.
    private const int ActionsUser = -2;

    public override string Forge => "gitea";

    public override string Self => "gitea-actions";

    public override Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["GITHUB_API_URL"] = Address + "/api/v1",
        ["GITHUB_REPOSITORY"] = "acme/phones",
        ["GITHUB_REF"] = "refs/pull/7/head",
        ["GITEA_TOKEN"] = Token,
    };

    protected override object Shown(StoredComment comment) => new
    {
        id = comment.Id,
        body = comment.Body,
        user = new { id = comment.User == Self ? ActionsUser : 1, login = comment.User, username = comment.User },
    };

    protected override async Task<string?> AnswerAsync(HttpContext context, string call)
    {
        if (context.Request.Headers.Authorization != $"token {Token}")
        {
            return "a header is missing or wrong";
        }

        switch (call)
        {
            case "GET /api/v1/user":
                await JsonAsync(context, StatusCodes.Status200OK, new { id = ActionsUser, login = Self, username = Self });
                return null;
            case $"GET {Comments7}":
                await AllAsync(context);
                return null;
            case $"POST {Comments7}":
                return await CreateAsync(context);
            case var _ when call.StartsWith("PATCH /api/v1/repos/acme/phones/issues/comments/", StringComparison.Ordinal):
                return await ChangeAsync(context, call.Split('/')[^1]);
            default:
                return "is not documented";
        }
    }
}
