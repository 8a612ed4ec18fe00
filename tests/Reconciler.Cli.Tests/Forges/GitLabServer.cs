using Microsoft.AspNetCore.Http;

namespace Reconciler.Cli.Tests.Forges;

/// <summary>GitLab's REST interface for the notes of a merge request (version 4).</summary>
internal sealed class GitLabServer : ForgeServer
{
    private const string Notes = "/api/v4/projects/42/merge_requests/7/notes";

    public override string Forge => "gitlab";

    public override string Self => "project_42_bot";

    public override int Limit => 1_000_000;

    public override Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["CI_API_V4_URL"] = Address + "/api/v4",
        ["CI_PROJECT_ID"] = "42",
        ["CI_MERGE_REQUEST_IID"] = "7",
        ["CI_JOB_TOKEN"] = "may-not-write-notes",
        ["RECONCILER_FORGE_TOKEN"] = Token,
    };

    protected override int TooLong => StatusCodes.Status400BadRequest;

    protected override object Shown(StoredComment comment) => new
    {
        id = comment.Id,
        type = (string?)null,
        body = comment.Body,
        author = new { id = comment.User.Length, username = comment.User, name = comment.User },
        system = false,
        noteable_type = "MergeRequest",
    };

    protected override async Task<string?> AnswerAsync(HttpContext context, string call)
    {
        if (context.Request.Headers["PRIVATE-TOKEN"] != Token || context.Request.Headers.Authorization.Count > 0)
        {
            return "a header is missing or wrong";
        }

        switch (call)
        {
            case "GET /api/v4/user":
                await JsonAsync(context, StatusCodes.Status200OK, new { id = Self.Length, username = Self, name = "Reconciler", bot = true });
                return null;
            case $"POST {Notes}":
                return await CreateAsync(context);
            case var _ when call.StartsWith($"PUT {Notes}/", StringComparison.Ordinal):
                return await ChangeAsync(context, call.Split('/')[^1]);
            case var _ when context.Request.Path == Notes && call.EndsWith("&order_by=created_at&sort=asc", StringComparison.Ordinal):
                await PageAsync(context);
                return null;
            default:
                return "is not documented";
        }
    }
}
