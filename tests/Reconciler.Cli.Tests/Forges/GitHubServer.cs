using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>GitHub's REST interface for issue comments (version 2022-11-28), and the one GraphQL question that an app's token needs.</summary>
internal sealed class GitHubServer : ForgeServer
{
    private const string Comments7 = "/repos/acme/phones/issues/7/comments";

    public override string Forge => "github";

    public override string Self => IsPersonal ? "ada-bot" : "github-actions[bot]";

    /// <summary>True: the token of an account, not of a workflow.</summary>
    public bool IsPersonal { get; set; }

    public override Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["GITHUB_API_URL"] = Address,
        ["GITHUB_GRAPHQL_URL"] = Address + "/graphql",
        ["GITHUB_REPOSITORY"] = "acme/phones",
        ["GITHUB_REF"] = "refs/pull/7/merge",
        ["GITHUB_TOKEN"] = Token,
    };

    protected override object Shown(StoredComment comment) =>
        new { id = comment.Id, body = comment.Body, user = new { login = comment.User, id = comment.User.Length, type = "User" }, html_url = Address };

    protected override async Task<string?> AnswerAsync(HttpContext context, string call)
    {
        var headers = context.Request.Headers;
        if (headers.Authorization != $"Bearer {Token}" || headers["X-GitHub-Api-Version"] != "2022-11-28" || headers.UserAgent.Count == 0)
        {
            return "a header is missing or wrong";
        }

        if (call != "POST /graphql" && headers.Accept != "application/vnd.github+json")
        {
            return $"accepts {headers.Accept}";
        }

        switch (call)
        {
            case "GET /user" when IsPersonal:
                await JsonAsync(context, StatusCodes.Status200OK, new { login = Self, id = Self.Length });
                return null;
            case "GET /user":
                await JsonAsync(context, StatusCodes.Status403Forbidden, new { message = "Resource not accessible by integration" });
                return null;
            case "POST /graphql":
                return await AskedAsync(context);
            case $"POST {Comments7}":
                return await CreateAsync(context);
            case var _ when context.Request.Path == Comments7 && context.Request.Query["per_page"] == "100":
                await PageAsync(context);
                return null;
            case var _ when call.StartsWith("PATCH /repos/acme/phones/issues/comments/", StringComparison.Ordinal):
                return await ChangeAsync(context, call.Split('/')[^1]);
            default:
                return "is not documented";
        }
    }

    private async Task<string?> AskedAsync(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        if (json.RootElement.GetProperty("query").GetString() != "query { viewer { login } }")
        {
            return $"asks {json.RootElement.GetRawText()}";
        }

        await JsonAsync(context, StatusCodes.Status200OK, new { data = new { viewer = new { login = Self } } });
        return null;
    }
}
