using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;
using Reconciler.Git.Signatures;
using Reconciler.Git.StatusBranches;
using Reconciler.Host.Publishing;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Sites;

/// <summary>The Git side of the agent's file: the mirror that is read and the branch that the status goes to.</summary>
internal static class RepositorySetup
{
    public static GitMirrorSettings Mirror(AgentSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        var url = Url(settings.Repository.Url, "repository.url");
        return new GitMirrorSettings
        {
            Url = url,
            Watched = settings.Repository.Watched,
            MirrorDirectory = GitMirrorSettings.DirectoryIn(settings.State.Directory),
            Credentials = Credentials(settings.Repository.Credentials, environment),
            Limits = Limits(settings),
            Proxy = Proxy(url, settings, environment),
        };
    }

    /// <summary>Null where commits need not be signed.</summary>
    public static ICommitVerifier? Verifier(AgentSettings settings, IGitMirror mirror) => settings.Repository.Verify is { Mode: not VerifyMode.None } verify
        ? new CommitVerifier(
            new CommitVerifierSettings
            {
                MirrorDirectory = GitMirrorSettings.DirectoryIn(settings.State.Directory),
                Every = verify.Mode == VerifyMode.Every,
                AllowedSigners = verify.AllowedSigners,
                GpgKeys = verify.GpgKeys,
            },
            mirror)
        : null;

    /// <summary>Null where whoever may push may approve.</summary>
    public static ICommitVerifier? Reviewers(AgentSettings settings, IGitMirror mirror) => settings.Guard.Reviewers is { } reviewers
        ? new CommitVerifier(new CommitVerifierSettings { MirrorDirectory = GitMirrorSettings.DirectoryIn(settings.State.Directory), Every = false, AllowedSigners = reviewers }, mirror)
        : null;

    /// <summary>Null where no status branch is asked for.</summary>
    public static IStatusPublisher? Status(AgentSettings settings, IReadOnlyDictionary<string, string> environment, TimeProvider time) =>
        StatusRepository(settings, environment) is { } repository ? new StatusPublisher(repository, time) : null;

    /// <summary>Where the status is pushed to; null where no status branch is asked for.</summary>
    public static StatusPublisherSettings? StatusRepository(AgentSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        if (settings.Status.Branch is null)
        {
            return null;
        }

        var url = Url(settings.Status.Url ?? settings.Repository.Url, "status.url");
        return new StatusPublisherSettings
        {
            Url = url,
            Directory = Path.Combine(settings.State.Directory, "status.git"),
            Credentials = Credentials(settings.Status.Credentials ?? settings.Repository.Credentials, environment),
            Limits = Limits(settings),
            Proxy = Proxy(url, settings, environment),
            IsWatched = url.Text == settings.Repository.Url,
            Writer = () => StateIdentity.Of(settings.State.Open()),
        };
    }

    private static FetchLimits Limits(AgentSettings settings) => new() { Deadline = settings.Repository.Timeout, Bytes = settings.Repository.MaxBytes };

    private static GitProxy? Proxy(RepositoryUrl url, AgentSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            return url.LocalPath is null ? GitProxy.For(new Uri(url.Text), settings.Repository.Proxy, environment) : null;
        }
        catch (FormatException error)
        {
            throw new HostConfigurationException(error.Message);
        }
    }

    private static RepositoryUrl Url(string text, string key) => RepositoryUrl.TryParse(text, out var url, out var error)
        ? url
        : throw new HostConfigurationException($"{key} in the agent's file: {error}");

    private static GitCredentials Credentials(CredentialsSettings? credentials, IReadOnlyDictionary<string, string> environment) => new()
    {
        UsernameFile = credentials?.UsernameFile,
        PasswordFile = credentials?.PasswordFile,
        Token = environment.GetValueOrDefault(GitCredentials.TokenVariable) is { Length: > 0 } token ? new GitToken(token) : null,
        SshKeyFile = credentials?.SshKeyFile,
        KnownHostsFile = credentials?.KnownHostsFile,
        CaFile = credentials?.CaFile,
    };
}
