using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Transports;

/// <summary>Sentences on what ssh, or the forge behind it, says when it ends.</summary>
internal static class SshFailures
{
    private static readonly (GitFailure Failure, string[] Texts)[] Known =
    [
        (GitFailure.HostKeyRejected, ["Host key verification failed", "host key is known for", "REMOTE HOST IDENTIFICATION HAS CHANGED"]),
        (GitFailure.AuthenticationFailed, ["Permission denied (", "Too many authentication failures"]),
        (GitFailure.WriteForbidden, ["read only", "read-only", "write access", "not allowed to push", "denied to deploy key", "not authorized to push"]),
        (GitFailure.TimedOut, ["timed out", "not responding"]),
        (GitFailure.Unreachable, ["Could not resolve", "Connection refused", "No route to host", "unreachable", "Connection reset", "Connection closed"]),
        (GitFailure.RepositoryNotFound, ["does not appear to be a git repository", "not found", "not exported", "does not exist", "could not read from remote"]),
    ];

    public static GitUnavailableException Of(string said, RepositoryUrl url)
    {
        if (string.IsNullOrWhiteSpace(said))
        {
            return new GitUnavailableException(GitFailure.Unreachable, $"The ssh server {url.Host} ended the connection without a word.");
        }

        var failure = Known.FirstOrDefault(k => k.Texts.Any(t => said.Contains(t, StringComparison.OrdinalIgnoreCase))).Failure;
        return new GitUnavailableException(failure, Sentence(failure, said, url));
    }

    private static string Sentence(GitFailure failure, string said, RepositoryUrl url) => failure switch
    {
        GitFailure.HostKeyRejected when said.Contains("HAS CHANGED", StringComparison.Ordinal) =>
            $"The ssh server {url.Host} shows another host key than the known one: somebody may be between; if the server was rebuilt, replace its line in the knownHostsFile.",
        GitFailure.HostKeyRejected => $"The host key of the ssh server {url.Host} is not known: add it to the knownHostsFile (ssh-keyscan prints it; compare it with what the server's administrator says).",
        GitFailure.AuthenticationFailed when said.Contains("UNPROTECTED", StringComparison.Ordinal) =>
            $"ssh does not use the key for {url.Host} because others may read its file: take the rights of group and others away (chmod 600).",
        GitFailure.AuthenticationFailed => $"The ssh server {url.Host} did not accept the key: look at sshKeyFile, and that its public key may read {url}.",
        GitFailure.WriteForbidden => GitFailures.MayNotWrite(url),
        GitFailure.TimedOut => $"The server {url.Host} did not answer in time.",
        GitFailure.Unreachable => $"The host of {url} cannot be reached: it does not resolve, refuses the connection, or the network is down.",
        GitFailure.RepositoryNotFound => $"There is no repository at {url}, or the key may not see it.",
        _ => $"The repository {url} could not be reached by ssh: {GitFailures.Scrub(said)}",
    };
}
