using Reconciler.Core.Sources;

namespace Reconciler.Web.Views;

/// <summary>Where the forges show a commit: all of them under <c>/commit/</c>, but for Bitbucket.</summary>
internal static class CommitLinks
{
    private const string GitSuffix = ".git";

    /// <summary>The address that a commit's id is appended to; null: the repository is on no web server. Never another scheme than http and https.</summary>
    public static string? PageOf(string repositoryUrl)
    {
        if (!Uri.TryCreate(repositoryUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http" or "ssh") || url.Host.Length == 0)
        {
            return null;
        }

        var path = url.AbsolutePath.Trim('/');
        path = path.EndsWith(GitSuffix, StringComparison.Ordinal) ? path[..^GitSuffix.Length] : path;
        var server = url.Scheme == "ssh" ? $"https://{url.IdnHost}" : $"{url.Scheme}://{url.Authority}";
        return path.Length == 0 ? null : UrlRedaction.Redact($"{server}/{path}/{(url.Host == "bitbucket.org" ? "commits" : "commit")}/");
    }
}
