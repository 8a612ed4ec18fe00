using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Notifications.Tests.CommitStatuses;

/// <summary>A forge's documentation of how a commit's status is set.</summary>
internal sealed record StatusRules
{
    private const string Sha = "(?<sha>[0-9a-f]{40})";

    public required ForgeKind Forge { get; init; }

    /// <summary>The interface's place on the server.</summary>
    public required string Api { get; init; }

    public required string Path { get; init; }

    public required Func<IHeaderDictionary, string, bool> Headers { get; init; }

    public required string Name { get; init; }

    public string Link { get; init; } = "target_url";

    public bool NeedsLink { get; init; }

    public required int LongestName { get; init; }

    public required int LongestDescription { get; init; }

    public required ImmutableArray<string> States { get; init; }

    /// <summary>Fields that it has besides.</summary>
    public ImmutableArray<string> More { get; init; } = [];

    public static StatusRules Of(ForgeKind forge) => forge switch
    {
        ForgeKind.GitHub => new StatusRules
        {
            Forge = forge,
            Api = "/api/v3",
            Path = $"^/api/v3/repos/acme/phones/statuses/{Sha}$",
            Headers = (headers, token) => headers.Authorization == $"Bearer {token}" && headers.Accept == "application/vnd.github+json"
                && headers["X-GitHub-Api-Version"] == "2022-11-28" && headers.UserAgent.Count > 0,
            Name = "context",
            LongestName = 255,
            LongestDescription = 140,
            States = ["error", "failure", "pending", "success"],
        },
        ForgeKind.GitLab => new StatusRules
        {
            Forge = forge,
            Api = "/api/v4",
            Path = $"^/api/v4/projects/acme%2Fphones/statuses/{Sha}$",
            Headers = (headers, token) => headers["PRIVATE-TOKEN"] == token && headers.Authorization.Count == 0,
            Name = "name",
            LongestName = 255,
            LongestDescription = 255,
            States = ["pending", "running", "success", "failed", "canceled"],
        },
        ForgeKind.Gitea => new StatusRules
        {
            Forge = forge,
            Api = "/api/v1",
            Path = $"^/api/v1/repos/acme/phones/statuses/{Sha}$",
            Headers = (headers, token) => headers.Authorization == $"token {token}",
            Name = "context",
            LongestName = 255,
            LongestDescription = 255,
            States = ["pending", "success", "error", "failure", "warning"],
        },
        _ => new StatusRules
        {
            Forge = forge,
            Api = "/2.0",
            Path = $"^/2[.]0/repositories/acme/phones/commit/{Sha}/statuses/build$",
            Headers = (headers, token) => headers.Authorization == $"Bearer {token}",
            Name = "key",
            Link = "url",
            NeedsLink = true,
            LongestName = 40,
            LongestDescription = 255,
            States = ["SUCCESSFUL", "FAILED", "INPROGRESS", "STOPPED"],
            More = ["name"],
        },
    };

    /// <summary>The status, or what is wrong with the request.</summary>
    public string Read(HttpRequest request, JsonElement body, string token, out string? violation)
    {
        // As it was sent: the server's own reading takes the escapes away.
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = Regex.Match(target, Path, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        string? Text(string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var (state, name, description, link) = (Text("state"), Text(Name), Text("description"), Text(Link));
        violation = request.Method != "POST" ? "the method"
            : !path.Success ? $"the path {target}"
            : !Headers(request.Headers, token) ? "the headers"
            : request.ContentType != "application/json" ? "the content's type"
            : state is null || !States.Contains(state) ? "the state"
            : name is null || name.Length == 0 || name.Length > LongestName ? "the name"
            : description is null || description.Length > LongestDescription ? "the description"
            : NeedsLink && link is null ? "no link"
            : link is not null && !Uri.IsWellFormedUriString(link, UriKind.Absolute) ? "the link"
            : body.EnumerateObject().Select(p => p.Name).Except(More.AddRange("state", Name, "description", Link)).FirstOrDefault() is { } unknown ? $"the field {unknown}"
            : null;
        return $"{path.Groups["sha"].Value[..Math.Min(10, path.Groups["sha"].Length)]}|{name}|{state}|{description}|{link}";
    }
}
