namespace Reconciler.Specs.AgentFile;

/// <summary>The repository that is watched.</summary>
/// <param name="Url">https, ssh, git, file, or an absolute path; never with a password.</param>
/// <param name="Branch">The branch.</param>
/// <param name="Path">The site's folder in the repository; <c>.</c> is its top.</param>
/// <param name="Poll">When to look for commits.</param>
/// <param name="Verify">Whether commits must be signed.</param>
/// <param name="Credentials">How to log in; null: no need to.</param>
public sealed record RepositorySettings(
    string Url, string Branch, string Path, PollSettings Poll, VerifySettings Verify, CredentialsSettings? Credentials);

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
