using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.StatusBranches;

/// <summary>Where the status is recorded, and how it gets there.</summary>
public sealed record StatusPublisherSettings
{
    /// <summary>The repository: the watched one, or another.</summary>
    public required RepositoryUrl Url { get; init; }

    /// <summary>A bare repository for the status branch alone, made where it is missing; it may be deleted at any time.</summary>
    public required string Directory { get; init; }

    /// <summary>Credentials for the server, and what it has to show for itself; the fetch's own key may stay read-only.</summary>
    public GitCredentials Credentials { get; init; } = new();

    /// <summary>How long a server may be silent.</summary>
    public GitTimeouts Timeouts { get; init; } = new();

    /// <summary>How long a push may take, and how much the server may send.</summary>
    public FetchLimits Limits { get; init; } = new();

    /// <summary>Null: the server is asked directly.</summary>
    public GitProxy? Proxy { get; init; }

    /// <summary>
    /// True: the repository is the one that is watched, so that the status branch must not be its first, which forges make the default. False: it is one for the status alone.
    /// </summary>
    public bool IsWatched { get; init; }

    /// <summary>
    /// Gives the identity of the state that is recorded, by which two hosts that serve sites of the same name are told apart. Null: writers are not told apart.
    /// </summary>
    public Func<string>? Writer { get; init; }

    internal RemoteAccess Access => new() { Url = Url, Credentials = Credentials, Timeouts = Timeouts, Limits = Limits, Proxy = Proxy };
}
