namespace Reconciler.Core.Diagnostics;

/// <summary>Why a fetch failed: the names of the Git border's failures.</summary>
public static partial class ConditionReasons
{
    /// <summary>Something that has no name of its own here; the message holds the library's text.</summary>
    public const string Other = nameof(Other);

    /// <summary>The URL is not one that may be used.</summary>
    public const string BadUrl = nameof(BadUrl);

    /// <summary>A credential file is missing, unreadable or empty.</summary>
    public const string BadCredentialFile = nameof(BadCredentialFile);

    /// <summary>The server did not accept the user name, password, token or key.</summary>
    public const string AuthenticationFailed = nameof(AuthenticationFailed);

    /// <summary>The ssh server's host key is unknown or another than the known one.</summary>
    public const string HostKeyRejected = nameof(HostKeyRejected);

    /// <summary>The server's TLS certificate is not trusted or is for another name.</summary>
    public const string CertificateInvalid = nameof(CertificateInvalid);

    /// <summary>The server did not answer in time.</summary>
    public const string TimedOut = nameof(TimedOut);

    /// <summary>There is no such repository, or the credentials may not see it.</summary>
    public const string RepositoryNotFound = nameof(RepositoryNotFound);

    /// <summary>The server answers with a redirect, which is not followed.</summary>
    public const string Redirected = nameof(Redirected);

    /// <summary>A local repository belongs to another user.</summary>
    public const string WrongOwner = nameof(WrongOwner);

    /// <summary>The repository has no commit.</summary>
    public const string RepositoryEmpty = nameof(RepositoryEmpty);

    /// <summary>The repository never had the branch, as far as the mirror knows.</summary>
    public const string BranchMissing = nameof(BranchMissing);

    /// <summary>The branch was there at the last fetch, and is no longer.</summary>
    public const string BranchDeleted = nameof(BranchDeleted);

    /// <summary>The tag, or any tag in the range, is not there.</summary>
    public const string TagMissing = nameof(TagMissing);

    /// <summary>The credentials may read but not write.</summary>
    public const string WriteForbidden = nameof(WriteForbidden);

    /// <summary>The server sent more than it may.</summary>
    public const string TooLarge = nameof(TooLarge);

    /// <summary>The server is asked too often.</summary>
    public const string RateLimited = nameof(RateLimited);

    /// <summary>The server has trouble of its own.</summary>
    public const string ServerFailed = nameof(ServerFailed);

    /// <summary>The answer is no Git server's.</summary>
    public const string NotGit = nameof(NotGit);

    /// <summary>A kind of repository that is not supported: SHA-256, or shallow.</summary>
    public const string Unsupported = nameof(Unsupported);

    /// <summary>The mirror, or the repository that it mirrors, lacks objects or has broken ones.</summary>
    public const string MirrorDamaged = nameof(MirrorDamaged);

    private static readonly string[] FetchFailures =
    [
        Other, BadUrl, BadCredentialFile, AuthenticationFailed, HostKeyRejected, CertificateInvalid,
        Unreachable, TimedOut, RepositoryNotFound, Redirected, WrongOwner, RepositoryEmpty,
        BranchMissing, BranchDeleted, TagMissing, WriteForbidden, TooLarge, RateLimited,
        ServerFailed, NotGit, Unsupported, MirrorDamaged,
    ];
}
