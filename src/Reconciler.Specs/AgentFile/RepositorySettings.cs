using Reconciler.Core.Sources;

namespace Reconciler.Specs.AgentFile;

/// <summary>The repository that is watched.</summary>
public sealed record RepositorySettings
{
    /// <summary>https, ssh, git, file, or an absolute path; never with user info but the user of ssh.</summary>
    public required string Url { get; init; }

    /// <summary>The branch or tag.</summary>
    public required WatchedRevision Watched { get; init; }

    /// <summary>The site's folder in the repository; <c>.</c> is its top.</summary>
    public required string Path { get; init; }

    /// <summary>When to look for commits.</summary>
    public required PollSettings Poll { get; init; }

    /// <summary>Whether commits must be signed.</summary>
    public required VerifySettings Verify { get; init; }

    /// <summary>How to log in; null: no need to.</summary>
    public required CredentialsSettings? Credentials { get; init; }

    /// <summary>The proxy for http and https; null: what the environment says.</summary>
    public required string? Proxy { get; init; }

    /// <summary>How long one fetch or push may take in all.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How many bytes the server may send in one.</summary>
    public required long MaxBytes { get; init; }
}

/// <summary>When the agent looks for commits.</summary>
/// <param name="Every">The time between two looks.</param>
/// <param name="Jitter">The share (0 to 1) by which it varies.</param>
/// <param name="Cron">A cron expression of Quartz; then <paramref name="Every"/> is not used. Null: none. Its syntax is the scheduler's to judge.</param>
public sealed record PollSettings(TimeSpan Every, double Jitter, string? Cron);

/// <summary>Whether commits must be signed.</summary>
/// <param name="Mode">Which commits.</param>
/// <param name="AllowedSigners">A file of SSH keys; null: none.</param>
/// <param name="GpgKeys">A file of GPG keys; null: none.</param>
public sealed record VerifySettings(VerifyMode Mode, string? AllowedSigners, string? GpgKeys);

/// <summary>Which commits must be signed.</summary>
public enum VerifyMode
{
    None,
    Head,
    Every,
}

/// <summary>Files that hold what a Git server asks for; null: not given.</summary>
public sealed record CredentialsSettings(string? UsernameFile, string? PasswordFile, string? SshKeyFile, string? KnownHostsFile, string? CaFile);
