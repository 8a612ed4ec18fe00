using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Cli.Usage;

namespace Reconciler.Cli.Forges;

/// <summary>GitLab, whose comments are notes.</summary>
internal sealed class GitLabForge : IForge
{
    private const string NumberVariable = "CI_MERGE_REQUEST_IID";

    public string Name => "gitlab";

    public string Title => "GitLab";

    public int LongestComment => 1_000_000;

    // "/merge" at the start of a line merges, with the rights of the token's user.
    public string CommandPrefix => "/";

    // The job's own token may not write notes, so it is not looked at.
    public ImmutableArray<string> TokenVariables => ["RECONCILER_FORGE_TOKEN"];

    public string Right => "it needs a project access token with the role Reporter and the scope api (CI_JOB_TOKEN cannot write notes)";

    public HttpMethod Update => HttpMethod.Put;

    public ForgeTarget FindTarget(ForgeOptions options) => new(
        options.ApiOr("CI_API_V4_URL", "https://gitlab.com/api/v4"), options.ProjectOr("CI_PROJECT_ID"), options.Number ?? NumberOf(options));

    public string CommentsOf(ForgeTarget target) => $"projects/{Uri.EscapeDataString(target.Project)}/merge_requests/{target.Number}/notes";

    public string PageOf(ForgeTarget target, int page) => $"{CommentsOf(target)}?per_page=100&page={page}&order_by=created_at&sort=asc";

    public string CommentOf(ForgeTarget target, long id) => $"{CommentsOf(target)}/{id}";

    public void Authorize(HttpRequestMessage request, string token)
    {
        request.Headers.Add("PRIVATE-TOKEN", token);
        request.Headers.Accept.ParseAdd("application/json");
    }

    public Task<ForgeUser> AskForUserAsync(ForgeClient client, CancellationToken cancellationToken) =>
        client.GetAsync("user", ForgeJson.Default.ForgeUser, cancellationToken);

    private static long NumberOf(ForgeOptions options) =>
        long.TryParse(options.ValueOf(NumberVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException(
                $"This is no merge request ({NumberVariable} is not set); run it in a job of a merge request's pipeline (rules: $CI_PIPELINE_SOURCE == \"merge_request_event\"), or name one with --number.");
}
