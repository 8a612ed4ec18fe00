using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>The forges that are known.</summary>
internal static class StatusForges
{
    public static IStatusForge Of(ForgeKind kind) => kind switch
    {
        ForgeKind.GitHub => new GitHubStatuses(),
        ForgeKind.GitLab => new GitLabStatuses(),
        ForgeKind.Bitbucket => new BitbucketStatuses(),
        _ => new GiteaStatuses(),
    };

    /// <summary>The text where it is short enough, else as much of it as fits with a mark that there is more.</summary>
    public static string Cut(string text, int most)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        if (line.Length <= most)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..end] + "…";
    }

    public static string PathOf(string project) => string.Join('/', project.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The body that GitHub made common.</summary>
    public static JsonObject BodyOf(CommitVerdict verdict, string failed, (string Key, string Value) name, int longest, Uri? link)
    {
        var body = new JsonObject
        {
            ["state"] = verdict.State switch { CommitState.Success => "success", CommitState.Failure => failed, _ => "pending" },
            [name.Key] = name.Value,
            ["description"] = Cut(verdict.Description, longest),
        };
        if (link is not null)
        {
            body["target_url"] = link.AbsoluteUri;
        }

        return body;
    }
}

/// <summary>GitHub, and GitHub Enterprise Server.</summary>
internal sealed class GitHubStatuses : IStatusForge
{
    private const int LongestDescription = 140;

    public string Title => "GitHub";

    public string Right => "it needs the right to write commit statuses of the repository";

    public Uri ApiOf(Uri server) => server.Host == "github.com" ? new Uri("https://api.github.com/") : new Uri(server, "/api/v3/");

    public void Authorize(HttpRequestHeaders headers, string token)
    {
        headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        headers.Accept.ParseAdd("application/vnd.github+json");
        headers.Add("X-GitHub-Api-Version", "2022-11-28");
    }

    public StatusCall Make(string project, CommitVerdict verdict, string context, Uri? link) => new(
        $"repos/{StatusForges.PathOf(project)}/statuses/{verdict.Commit}",
        StatusForges.BodyOf(verdict, failed: "failure", (Key: "context", context), LongestDescription, link));

    public bool IsThereAlready(int status, string answer) => false;
}

/// <summary>Gitea and Forgejo.</summary>
internal sealed class GiteaStatuses : IStatusForge
{
    private const int LongestDescription = 255;

    public string Title => "Gitea or Forgejo";

    public string Right => "it needs the scope write:repository, and its user the right to write to the repository";

    public Uri ApiOf(Uri server) => new Uri(server, "/api/v1/");

    public void Authorize(HttpRequestHeaders headers, string token) => headers.Authorization = new AuthenticationHeaderValue("token", token);

    public StatusCall Make(string project, CommitVerdict verdict, string context, Uri? link) => new(
        $"repos/{StatusForges.PathOf(project)}/statuses/{verdict.Commit}",
        StatusForges.BodyOf(verdict, failed: "failure", (Key: "context", context), LongestDescription, link));

    public bool IsThereAlready(int status, string answer) => false;
}

/// <summary>GitLab, which shows it as a job of an external pipeline.</summary>
internal sealed class GitLabStatuses : IStatusForge
{
    private const int LongestDescription = 255;

    public string Title => "GitLab";

    public string Right => "it needs the scope api and the role Developer, or Maintainer where the branch is protected";

    public Uri ApiOf(Uri server) => new Uri(server, "/api/v4/");

    public void Authorize(HttpRequestHeaders headers, string token) => headers.Add("PRIVATE-TOKEN", token);

    public StatusCall Make(string project, CommitVerdict verdict, string context, Uri? link) => new(
        $"projects/{Uri.EscapeDataString(project)}/statuses/{verdict.Commit}",
        StatusForges.BodyOf(verdict, failed: "failed", (Key: "name", context), LongestDescription, link));

    // It refuses a change to the state that is there, where the others take it as one more.
    public bool IsThereAlready(int status, string answer) => status == 400 && answer.Contains("Cannot transition status", StringComparison.Ordinal);
}

/// <summary>Bitbucket Cloud, where a status has to have a link.</summary>
internal sealed class BitbucketStatuses : IStatusForge
{
    private const int LongestKey = 40;
    private const int LongestDescription = 255;

    public string Title => "Bitbucket";

    public string Right => "it needs the scope to write to the repository (an access token of the repository)";

    public Uri ApiOf(Uri server) => new("https://api.bitbucket.org/2.0/");

    public void Authorize(HttpRequestHeaders headers, string token) => headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public StatusCall Make(string project, CommitVerdict verdict, string context, Uri? link) => new(
        $"repositories/{StatusForges.PathOf(project)}/commit/{verdict.Commit}/statuses/build",
        new JsonObject
        {
            ["key"] = KeyOf(context),
            ["state"] = verdict.State switch { CommitState.Success => "SUCCESSFUL", CommitState.Failure => "FAILED", _ => "INPROGRESS" },
            ["name"] = context,
            ["description"] = StatusForges.Cut(verdict.Description, LongestDescription),
            ["url"] = link?.AbsoluteUri ?? $"https://bitbucket.org/{StatusForges.PathOf(project)}/commits/{verdict.Commit}",
        });

    public bool IsThereAlready(int status, string answer) => false;

    private static string KeyOf(string context) =>
        context.Length <= LongestKey ? context : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)))[..LongestKey];
}
