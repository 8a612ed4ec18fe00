namespace Reconciler.Core.Sources;

/// <summary>
/// The repository could not be fetched or read, for a reason that no commit can mend. The message is one sentence on what is wrong and one on the
/// mend, and never holds a credential.
/// </summary>
public sealed class GitUnavailableException : Exception
{
    public GitUnavailableException(GitFailure failure, string message)
        : base(message) => Failure = failure;

    /// <summary>Which sentence it is: for the reason of a condition, and for tests.</summary>
    public GitFailure Failure { get; }

    /// <summary>Trying again, with nothing changed on this host, may help.</summary>
    public bool IsTransient => Failure is GitFailure.Unreachable or GitFailure.TimedOut or GitFailure.RateLimited or GitFailure.ServerFailed or GitFailure.MirrorDamaged or GitFailure.Other;
}

/// <summary>Why the repository could not be fetched or read.</summary>
public enum GitFailure
{
    /// <summary>Something that has no name of its own here; the message holds the library's text.</summary>
    Other,

    /// <summary>The URL is not one that may be used.</summary>
    BadUrl,

    /// <summary>A credential file is missing, unreadable or empty.</summary>
    BadCredentialFile,

    /// <summary>The server did not accept the user name, password, token or key.</summary>
    AuthenticationFailed,

    /// <summary>The ssh server's host key is unknown or another than the known one.</summary>
    HostKeyRejected,

    /// <summary>The server's TLS certificate is not trusted or is for another name.</summary>
    CertificateInvalid,

    /// <summary>The host does not resolve, refuses the connection or cannot be reached.</summary>
    Unreachable,

    /// <summary>The server did not answer in time.</summary>
    TimedOut,

    /// <summary>There is no such repository, or the credentials may not see it.</summary>
    RepositoryNotFound,

    /// <summary>The server answers with a redirect, which is not followed.</summary>
    Redirected,

    /// <summary>A local repository belongs to another user.</summary>
    WrongOwner,

    /// <summary>The repository has no commit.</summary>
    RepositoryEmpty,

    /// <summary>The repository never had the branch, as far as the mirror knows.</summary>
    BranchMissing,

    /// <summary>The branch was there at the last fetch, and is no longer.</summary>
    BranchDeleted,

    /// <summary>The tag, or any tag in the range, is not there.</summary>
    TagMissing,

    /// <summary>The credentials may read but not write.</summary>
    WriteForbidden,

    /// <summary>The server sent more than it may.</summary>
    TooLarge,

    /// <summary>The server is asked too often.</summary>
    RateLimited,

    /// <summary>The server has trouble of its own.</summary>
    ServerFailed,

    /// <summary>The answer is no Git server's.</summary>
    NotGit,

    /// <summary>A kind of repository that is not supported: SHA-256, or shallow.</summary>
    Unsupported,

    /// <summary>The mirror, or the repository that it mirrors, lacks objects or has broken ones.</summary>
    MirrorDamaged,
}
