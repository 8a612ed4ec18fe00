using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>Where statuses go.</summary>
/// <param name="Forge">The kind of forge.</param>
/// <param name="Api">Its interface, with a slash at the end.</param>
/// <param name="Project">The repository as the forge names it.</param>
internal sealed record CommitStatusTarget(IStatusForge Forge, Uri Api, string Project)
{
    private const string GitSuffix = ".git";

    /// <exception cref="HostConfigurationException">The settings and the repository's URL do not say where.</exception>
    public static CommitStatusTarget Of(CommitStatusSettings settings, string repositoryUrl)
    {
        var forge = StatusForges.Of(settings.Forge);
        var server = ServerOf(repositoryUrl);
        var project = settings.Project ?? (server is null ? null : ProjectOf(repositoryUrl));
        if ((settings.Api is null && server is null) || string.IsNullOrEmpty(project))
        {
            throw new HostConfigurationException("notifications.commitStatus in the agent's file: repository.url does not say which repository of which forge it is; set api and project.");
        }

        var api = settings.Api is { } named ? new Uri(named.AbsoluteUri.TrimEnd('/') + '/') : forge.ApiOf(server!);
        return api.Scheme == Uri.UriSchemeHttps || api.IsLoopback
            ? new CommitStatusTarget(forge, api, project)
            : throw new HostConfigurationException($"notifications.commitStatus in the agent's file: {api.Host} would get the token by http, which anyone between may read; give api an https URL.");
    }

    private static Uri? ServerOf(string repositoryUrl) =>
        RepositoryUrl.TryParse(repositoryUrl, out var url, out _) && url.Transport is RepositoryTransport.Https or RepositoryTransport.Http or RepositoryTransport.Ssh
            ? url.Transport == RepositoryTransport.Ssh ? new Uri($"https://{new Uri(url.Text).IdnHost}/") : new Uri(new Uri(url.Text), "/")
            : null;

    private static string ProjectOf(string repositoryUrl)
    {
        var path = Uri.UnescapeDataString(new Uri(repositoryUrl).AbsolutePath).Trim('/');
        return path.EndsWith(GitSuffix, StringComparison.Ordinal) ? path[..^GitSuffix.Length] : path;
    }
}
