using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace Reconciler.Cli.Forges;

/// <summary>Gitea and Forgejo, whose runners give the same variables as GitHub's.</summary>
internal sealed class GiteaForge : ActionsForge
{
    public override string Name => "gitea";

    public override string Title => "Gitea";

    // It has no limit of its own; this is what the other forges take.
    public override int LongestComment => 65_536;

    public override ImmutableArray<string> TokenVariables => ["RECONCILER_FORGE_TOKEN", "GITEA_TOKEN", "GITHUB_TOKEN"];

    public override string Right =>
        "it needs to write issues and read its own user (scopes write:issue and read:user), which a pull request from a fork does not get (its plan is in the job's log)";

    protected override string? DefaultApi => null;

    // All of them come in one answer; there are no pages.
    public override string PageOf(ForgeTarget target, int page) => CommentsOf(target);

    public override void Authorize(HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("token", token);
        request.Headers.Accept.ParseAdd("application/json");
    }

    public override Task<ForgeUser> AskForUserAsync(ForgeClient client, CancellationToken cancellationToken) =>
        client.GetAsync("user", ForgeJson.Default.ForgeUser, cancellationToken);
}
