using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;

namespace Reconciler.Cli.Forges;

/// <summary>GitHub, and GitHub Enterprise Server.</summary>
internal sealed class GitHubForge : ActionsForge
{
    public override string Name => "github";

    public override string Title => "GitHub";

    public override int LongestComment => 65_536;

    public override ImmutableArray<string> TokenVariables => ["RECONCILER_FORGE_TOKEN", "GITHUB_TOKEN"];

    public override string Right =>
        "it needs 'permissions: pull-requests: write' in the workflow, which a pull request from a fork never gets (its plan is in the step's summary)";

    protected override string DefaultApi => "https://api.github.com";

    public override string PageOf(ForgeTarget target, int page) => $"{CommentsOf(target)}?per_page=100&page={page}";

    public override void Authorize(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/vnd.github+json");
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
    }

    // A workflow's own token is an app's, which has no /user; the other interface names it.
    public override async Task<ForgeUser> AskForUserAsync(ForgeClient client, CancellationToken cancellationToken) =>
        await client.TryGetAsync("user", ForgeJson.Default.ForgeUser, HttpStatusCode.Forbidden, cancellationToken)
        ?? (await client.AskAsync(GraphAddress(client), "query { viewer { login } }", cancellationToken)).Data?.Viewer
        ?? throw new ForgeException("GitHub does not say whose token this is, so that the comment of an earlier run cannot be told from a stranger's; use another token.");

    private static string GraphAddress(ForgeClient client) =>
        client.Options.Api is null && client.Options.ValueOf("GITHUB_GRAPHQL_URL") is { } named ? named
        : client.Target.Api.EndsWith("/api/v3", StringComparison.Ordinal) ? client.Target.Api[..^"v3".Length] + "graphql"
        : client.Target.Api + "/graphql";
}
