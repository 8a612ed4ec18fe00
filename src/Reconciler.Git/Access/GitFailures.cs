using LibGit2Sharp;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Access;

/// <summary>Makes our exception of libgit2's, which has one type and a text only. What a server says is told by its transport already.</summary>
internal static class GitFailures
{
    private static readonly (GitFailure Failure, string[] Texts)[] Known =
    [
        (GitFailure.WriteForbidden, ["read-only", "read only", "write access", "deploy key", "not allowed to push", "receive-pack: service not enabled", "Permission denied"]),
        (GitFailure.RepositoryNotFound, ["not found", "does not exist", "not exported", "access denied or repository", "does not appear to be a git repository"]),
        (GitFailure.Unsupported, ["object format", "objectformat", "object-format", "oid type", "unsupported extension", "shallow"]),
        (GitFailure.MirrorDamaged, ["corrupt", "failed to lock", "is locked", "inflate", "zlib", "loose object", "parse OID", "invalid pack file", "packfile", "mismatch", "unknown object type", "bad object", "target OID"]),
    ];

    /// <summary>A failure of libgit2's conversation with a server, in our words.</summary>
    public static GitUnavailableException Translate(LibGit2SharpException error, RepositoryUrl url)
    {
        // What the service on the server says of itself comes after these words, and is no word on the mirror.
        var isRemote = error.Message.Contains("remote error", StringComparison.OrdinalIgnoreCase) || error.Message.StartsWith("ERR", StringComparison.Ordinal);
        var failure = error is LockedFileException ? GitFailure.MirrorDamaged
            : error is NotFoundException && !isRemote ? GitFailure.MirrorDamaged
            : Known.FirstOrDefault(k => k.Texts.Any(t => error.Message.Contains(t, StringComparison.OrdinalIgnoreCase))).Failure;
        return new GitUnavailableException(failure, Sentence(failure, error.Message, url));
    }

    /// <summary>A damaged object of the mirror, seen while reading.</summary>
    public static GitUnavailableException Damaged(string mirrorDirectory) => new(
        GitFailure.MirrorDamaged, $"The mirror {mirrorDirectory} lacks objects or has broken ones; the next fetch replaces it.");

    /// <summary>A repository of the user's that libgit2 does not open.</summary>
    public static GitUnavailableException Unopened(string directory, LibGit2SharpException error) =>
        error.Message.Contains("not owned by", StringComparison.OrdinalIgnoreCase)
            ? new(GitFailure.WrongOwner, $"The repository {directory} belongs to another user: run 'git config --global --add safe.directory {directory}' if it is trusted.")
            : new(GitFailure.Other, $"The repository {directory} cannot be opened: {Scrub(error.Message)}");

    /// <summary>A repository whose objects have names of 32 bytes.</summary>
    public static GitUnavailableException Sha256(RepositoryUrl url) => new(
        GitFailure.Unsupported, $"The repository {url} names its objects by SHA-256, which is not supported: make one with git init --object-format=sha1 and push the files to it.");

    /// <summary>A repository that lacks a part of its own history.</summary>
    public static GitUnavailableException Shallow(RepositoryUrl url) => new(
        GitFailure.Unsupported, $"The repository {url} is shallow, so that a part of its history is missing: run git fetch --unshallow there, or name the one that it was cloned from.");

    /// <summary>The key or token may read only.</summary>
    public static string MayNotWrite(RepositoryUrl url) => url.LocalPath is not null
        ? $"This user may not write to {url}, which status.branch needs: give the user the right, or leave status.branch out."
        : $"The server {url.Host} does not let these credentials write to {url}: status.branch needs a deploy key or token that may write; give it one of its own under status.credentials, or leave status.branch out.";

    /// <summary>One line of what a library or server said, without user info in URLs and without control characters.</summary>
    internal static string Scrub(string text)
    {
        const int Longest = 400;
        var line = string.Join(' ', text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var clean = new string([.. UrlRedaction.Redact(line).Where(c => !char.IsControl(c))]);
        return clean.Length <= Longest ? clean : clean[..Longest];
    }

    private static string Sentence(GitFailure failure, string text, RepositoryUrl url) => failure switch
    {
        GitFailure.WriteForbidden => MayNotWrite(url),
        GitFailure.RepositoryNotFound => $"There is no repository at {url}, or the credentials may not see it.",
        GitFailure.Unsupported when text.Contains("shallow", StringComparison.OrdinalIgnoreCase) => Shallow(url).Message,
        GitFailure.Unsupported => Sha256(url).Message,
        GitFailure.MirrorDamaged => $"The mirror of {url} is damaged or locked, or the repository itself is (run git fsck there): {Scrub(text)}",
        _ => $"The repository {url} cannot be used: {Scrub(text)}",
    };
}
