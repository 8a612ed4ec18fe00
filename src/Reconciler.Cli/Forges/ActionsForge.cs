using System.Collections.Immutable;
using Reconciler.Cli.Usage;

namespace Reconciler.Cli.Forges;

/// <summary>Shared by GitHub and Gitea: the workflow's environment, and the paths of comments, where a pull request is an issue too.</summary>
internal abstract class ActionsForge : IForge
{
    public abstract string Name { get; }

    public abstract string Title { get; }

    public abstract int LongestComment { get; }

    public string? CommandPrefix => null;

    public abstract ImmutableArray<string> TokenVariables { get; }

    public abstract string Right { get; }

    public HttpMethod Update => HttpMethod.Patch;

    protected abstract string? DefaultApi { get; }

    public virtual ForgeTarget FindTarget(ForgeOptions options)
    {
        var project = options.ProjectOr("GITHUB_REPOSITORY");
        if (project.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw new UsageException($"'{project}' is no repository; give it as OWNER/NAME with --repository.");
        }

        return new ForgeTarget(options.ApiOr("GITHUB_API_URL", DefaultApi), project, options.Number ?? PullRequestNumber.Of(options));
    }

    public string CommentsOf(ForgeTarget target) => $"{Issues(target)}/{target.Number}/comments";

    public abstract string PageOf(ForgeTarget target, int page);

    public string CommentOf(ForgeTarget target, long id) => $"{Issues(target)}/comments/{id}";

    public abstract void Authorize(HttpRequestMessage request, string token);

    public abstract Task<ForgeUser> AskForUserAsync(ForgeClient client, CancellationToken cancellationToken);

    private static string Issues(ForgeTarget target) => $"repos/{string.Join('/', target.Project.Split('/').Select(Uri.EscapeDataString))}/issues";
}
