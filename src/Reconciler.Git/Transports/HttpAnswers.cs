using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Transports;

/// <summary>Sentences on what a web server answers instead of Git.</summary>
internal static class HttpAnswers
{
    private const string ReceivePack = "git-receive-pack";

    public static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;

    public static GitUnavailableException Redirected(RepositoryUrl url, Uri? target)
    {
        var to = target is { Host.Length: > 0 } ? $" ({GitFailures.Scrub(target.GetLeftPart(UriPartial.Path))})" : "";
        return new(GitFailure.Redirected, $"The server {url.Host} leads to another address{to}, which is not followed: write the repository's final address as url.");
    }

    public static GitUnavailableException NoPassword(RepositoryUrl url) => new(
        GitFailure.AuthenticationFailed,
        $"The server {url.Host} asks for a password, and none is set: name a file as passwordFile under credentials, or set {GitCredentials.TokenVariable}. Some servers ask so too where there is no such repository.");

    /// <summary>Why this is no answer of Git's; null: it is one.</summary>
    public static GitUnavailableException? Objection(HttpResponseMessage response, RemoteAccess access, string service, string contentType, bool wasAuthorized)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (response.IsSuccessStatusCode)
        {
            return string.Equals(type, contentType, StringComparison.OrdinalIgnoreCase) ? null : NotGit(access, type);
        }

        var (url, status) = (access.Url, (int)response.StatusCode);
        return status switch
        {
            401 => new(GitFailure.AuthenticationFailed, $"The server {url.Host} did not accept the user name and password: look at usernameFile and passwordFile, and whether a token has expired."),
            403 when service == ReceivePack => new(GitFailure.WriteForbidden, GitFailures.MayNotWrite(url)),
            403 => new(GitFailure.AuthenticationFailed, wasAuthorized
                ? $"The server {url.Host} forbids this with the credentials it was given: look at the rights of the user or token."
                : $"The server {url.Host} forbids to read {url} without credentials: name them under credentials."),
            404 or 410 => new(GitFailure.RepositoryNotFound, $"There is no repository at {url}, or the credentials may not see it."),
            407 => new(GitFailure.AuthenticationFailed, $"The proxy {access.Proxy?.Shown} asks for a user name and password: give them in the variable that names it."),
            429 => new(GitFailure.RateLimited, $"The server {url.Host} says that it is asked too often (429){RetryAfter(response)}: raise repository.poll.every, or give it credentials, which have a limit of their own."),
            >= 500 => new(GitFailure.ServerFailed, $"The server {url.Host} has trouble of its own ({Number(status)}){RetryAfter(response)}: the next run tries again."),
            _ => new(GitFailure.Other, $"The server {url.Host} answered {Number(status)}, which is none of Git's answers: look at the url."),
        };
    }

    /// <summary>There was no answer at all.</summary>
    public static GitUnavailableException NotReached(HttpRequestException error, RemoteAccess access, bool isDistrusted)
    {
        if (isDistrusted)
        {
            return new(
                GitFailure.CertificateInvalid,
                $"The TLS certificate of {access.Url.Host} is not trusted or is for another name: name the authority's certificate as caFile under credentials, or mend the server's certificate.");
        }

        return error.HttpRequestError switch
        {
            HttpRequestError.SecureConnectionError => new(GitFailure.CertificateInvalid, $"No TLS connection with {access.Url.Host} came to stand: it does not speak TLS there, or none of today's versions."),
            HttpRequestError.ProxyTunnelError when error.StatusCode == HttpStatusCode.ProxyAuthenticationRequired =>
                new(GitFailure.AuthenticationFailed, $"The proxy {access.Proxy?.Shown} asks for a user name and password: give them in the variable that names it."),
            HttpRequestError.ProxyTunnelError => new(GitFailure.Unreachable, $"The proxy {access.Proxy?.Shown} does not let the agent through to {access.Url.Host}."),
            HttpRequestError.ResponseEnded => NetworkFailures.Broken(access),
            HttpRequestError.InvalidResponse => NotGit(access, null),
            _ when error.InnerException is SocketException socket => NetworkFailures.Of(socket, access),
            _ => NetworkFailures.Unreachable(access),
        };
    }

    private static GitUnavailableException NotGit(RemoteAccess access, string? type) => type is "text/html" or "application/xhtml+xml"
        ? new(GitFailure.NotGit, $"The server {access.Url.Host} answers with a web page instead of Git: a login page or portal is in the way, or {access.Url} is a page's address and not the one to clone from.")
        : new(GitFailure.NotGit, $"The server {access.Url.Host} does not answer as a Git server does: look at the url; a plain web server with the files of a repository is not enough.");

    private static string RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => $" and asks to wait {Number((int)wait.TotalSeconds)} s",
        { Date: { } date } => $" and asks to wait until {date.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}",
        _ => "",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
