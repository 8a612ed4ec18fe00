using Reconciler.Core.Sources;

namespace Reconciler.Git.Access;

/// <summary>A repository, and how it is reached.</summary>
internal sealed record RemoteAccess
{
    public required RepositoryUrl Url { get; init; }

    public required GitCredentials Credentials { get; init; }

    public required GitTimeouts Timeouts { get; init; }

    public required FetchLimits Limits { get; init; }

    /// <summary>Null: the server is asked directly.</summary>
    public required GitProxy? Proxy { get; init; }
}
