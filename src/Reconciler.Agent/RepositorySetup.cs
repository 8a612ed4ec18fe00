using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Git;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent;

/// <summary>The Git side of the agent's file: the mirror that is read and the branch that the status goes to.</summary>
internal static class RepositorySetup
{
    public static GitMirrorSettings Mirror(AgentSettings settings) => new()
    {
        Url = Url(settings.Repository.Url, "repository.url"),
        Branch = settings.Repository.Branch,
        MirrorDirectory = Path.Combine(settings.State.Directory, "mirror.git"),
        Credentials = Credentials(settings.Repository.Credentials),
    };

    /// <summary>Null where no status branch is asked for.</summary>
    public static IStatusPublisher? Status(AgentSettings settings, TimeProvider time)
    {
        if (settings.Status.Branch is null)
        {
            return null;
        }

        var repository = new StatusPublisherSettings
        {
            Url = Url(settings.Status.Url ?? settings.Repository.Url, "status.url"),
            Directory = Path.Combine(settings.State.Directory, "status.git"),
            Credentials = Credentials(settings.Status.Credentials ?? settings.Repository.Credentials),
        };
        return new StatusPublisher(repository, time);
    }

    private static RepositoryUrl Url(string text, string key) => RepositoryUrl.TryParse(text, out var url, out var error)
        ? url
        : throw new HostConfigurationException($"{key} in the agent's file: {error}");

    private static GitCredentials Credentials(CredentialsSettings? credentials) => new()
    {
        UsernameFile = credentials?.UsernameFile,
        PasswordFile = credentials?.PasswordFile,
        SshKeyFile = credentials?.SshKeyFile,
        KnownHostsFile = credentials?.KnownHostsFile,
        CaFile = credentials?.CaFile,
    };
}
