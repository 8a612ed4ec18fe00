namespace Reconciler.Git.Access;

/// <summary>Files with credentials. They are read anew at each attempt, so that a rotation needs no restart.</summary>
public sealed record GitCredentials
{
    /// <summary>The variable of the environment that <see cref="Token"/> comes from.</summary>
    public const string TokenVariable = "RECONCILER_GIT_TOKEN";

    /// <summary>User name for http; unset: <c>git</c> where there is a password (forges take any name with a token).</summary>
    public string? UsernameFile { get; init; }

    /// <summary>Password or token for http; unset: <see cref="Token"/>.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Password or token for http where no file is named; null: none is offered.</summary>
    public GitToken? Token { get; init; }

    /// <summary>Private key for ssh; unset: the user's own keys or agent.</summary>
    public string? SshKeyFile { get; init; }

    /// <summary>Known host keys for ssh; unset: the user's and the system's files. An unknown host is refused either way.</summary>
    public string? KnownHostsFile { get; init; }

    /// <summary>Certificates in PEM of the authorities to be trusted for https instead of the system's; unset: the system's.</summary>
    public string? CaFile { get; init; }
}
