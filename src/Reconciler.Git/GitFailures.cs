using System.Text.RegularExpressions;
using LibGit2Sharp;
using Reconciler.Core.Sources;

namespace Reconciler.Git;

/// <summary>What is known about a conversation that failed.</summary>
/// <param name="Url">Whom it was with.</param>
/// <param name="SshOutput">What ssh wrote to its error stream; empty for other transports.</param>
/// <param name="CredentialsAsked">The server had asked for a password, and got one.</param>
/// <param name="CertificateHost">The host whose certificate was not trusted; null: it was not that.</param>
internal sealed record FailureContext(RepositoryUrl Url, string SshOutput, bool CredentialsAsked, string? CertificateHost);

/// <summary>Makes our exception of libgit2's, which has one type and a text only.</summary>
internal static partial class GitFailures
{
    private static readonly (GitFailure Failure, string[] Texts)[] Known =
    [
        (GitFailure.HostKeyRejected, ["Host key verification failed", "host key is known for", "REMOTE HOST IDENTIFICATION HAS CHANGED"]),
        (GitFailure.AuthenticationFailed, ["Permission denied (", "credentials refused", "authentication replays", "authentication required", "code: 401", "code: 403"]),
        (GitFailure.CertificateInvalid, ["certificate"]),
        (GitFailure.TimedOut, ["timed out", "not responding", "Timeout", "Resource temporarily unavailable"]),
        (GitFailure.Unreachable, ["failed to resolve", "failed to connect", "Connection refused", "Could not resolve", "No route to host", "unreachable", "Connection reset"]),
        (GitFailure.RepositoryNotFound, ["code: 404", "does not appear to be a git repository", "not exported", "Repository not found", "could not find repository", "does not exist"]),
        (GitFailure.Redirected, ["redirect"]),
        (GitFailure.WrongOwner, ["not owned by"]),
        (GitFailure.MirrorDamaged,
            ["object not found", "corrupt", "failed to lock", "is locked", "packfile", "inflate", "zlib", "loose object", "parse OID", "invalid pack", "mismatch", "unknown object type", "bad object", "target OID"]),
    ];

    public static GitUnavailableException Translate(LibGit2SharpException error, FailureContext context)
    {
        var text = $"{context.SshOutput}\n{error.Message}";
        var failure = context.CertificateHost is not null ? GitFailure.CertificateInvalid
            : error is LockedFileException ? GitFailure.MirrorDamaged
            : Known.FirstOrDefault(k => k.Texts.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase))).Failure;
        return new GitUnavailableException(failure, Sentence(failure, text, context));
    }

    /// <summary>A damaged object of the mirror, seen while reading.</summary>
    public static GitUnavailableException Damaged(string mirrorDirectory) => new(
        GitFailure.MirrorDamaged, $"The mirror {mirrorDirectory} lacks objects or has broken ones; the next fetch replaces it.");

    /// <summary>A repository of the user's that libgit2 does not open.</summary>
    public static GitUnavailableException Unopened(string directory, LibGit2SharpException error) =>
        error.Message.Contains("not owned by", StringComparison.OrdinalIgnoreCase)
            ? new(GitFailure.WrongOwner, $"The repository {directory} belongs to another user: run 'git config --global --add safe.directory {directory}' if it is trusted.")
            : new(GitFailure.Other, $"The repository {directory} cannot be opened; run 'git fsck' in it.");

    private static string Sentence(GitFailure failure, string text, FailureContext context)
    {
        var url = context.Url.Text;
        var host = context.Url.Host;
        return failure switch
        {
            GitFailure.HostKeyRejected when text.Contains("HAS CHANGED", StringComparison.Ordinal) =>
                $"The ssh server {host} shows another host key than the known one: somebody may be between; if the server was rebuilt, replace its line in the knownHostsFile.",
            GitFailure.HostKeyRejected => $"The host key of the ssh server {host} is not known: add it to the knownHostsFile (ssh-keyscan prints it; compare it with what the server's administrator says).",
            GitFailure.AuthenticationFailed when context.Url.Transport == RepositoryTransport.Ssh =>
                text.Contains("UNPROTECTED", StringComparison.Ordinal)
                    ? $"ssh does not use the key for {host} because others may read its file: take the rights of group and others away (chmod 600)."
                    : $"The ssh server {host} did not accept the key: look at sshKeyFile, and that its public key may read {url}.",
            GitFailure.AuthenticationFailed when text.Contains("code: 403", StringComparison.Ordinal) =>
                $"The server {host} forbids this with the credentials it was given: look at the rights of the user or token.",
            GitFailure.AuthenticationFailed => $"The server {host} did not accept the user name and password: look at usernameFile and passwordFile, and whether a token has expired.",
            GitFailure.CertificateInvalid => $"The TLS certificate of {context.CertificateHost ?? host} is not trusted or is for another name: name the authority's certificate as caFile under credentials, or mend the server's certificate.",
            GitFailure.TimedOut => $"The server {host} did not answer in time.",
            GitFailure.Unreachable => $"The host of {url} cannot be reached: it does not resolve, refuses the connection, or the network is down.",
            GitFailure.RepositoryNotFound => $"There is no repository at {url}, or the credentials may not see it.",
            GitFailure.Redirected => $"The server {host} leads to another host, which is not followed: write the repository's final address as url.",
            GitFailure.WrongOwner => $"The repository {url} belongs to another user: run the agent as its owner, or allow it with: git config --system --add safe.directory {context.Url.LocalPath ?? url}",
            GitFailure.MirrorDamaged => $"The mirror of {url} is damaged or locked, or the repository itself is (run git fsck there): {Scrub(text)}",
            _ when text.Contains("ssh: not found", StringComparison.Ordinal) => "The program ssh is not installed: install openssh-client.",
            _ => $"The repository {url} could not be fetched: {Scrub(text)}",
        };
    }

    /// <summary>One line of what a library or server said, without user info in URLs and without control characters.</summary>
    internal static string Scrub(string text)
    {
        var line = string.Join(' ', text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var clean = new string([.. UserInfo().Replace(line, "${scheme}").Where(c => !char.IsControl(c))]);
        return clean.Length <= 400 ? clean : clean[..400];
    }

    [GeneratedRegex("(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*://)[^/@\\s]*@", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex UserInfo();
}
