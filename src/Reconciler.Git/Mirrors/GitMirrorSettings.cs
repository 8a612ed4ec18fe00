using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Mirrors;

/// <summary>The repository, the part of it that is mirrored, and where to.</summary>
public sealed record GitMirrorSettings
{
    /// <summary>Where a site's state has its mirror.</summary>
    public static string DirectoryIn(string stateDirectory) => Path.Combine(stateDirectory, "mirror.git");

    /// <summary>The repository.</summary>
    public required RepositoryUrl Url { get; init; }

    /// <summary>The branch or tag that is fetched, and nothing else.</summary>
    public required WatchedRevision Watched { get; init; }

    /// <summary>The bare mirror, made where it is missing; its parent is the state directory.</summary>
    public required string MirrorDirectory { get; init; }

    /// <summary>Credentials for the server, and what it has to show for itself.</summary>
    public GitCredentials Credentials { get; init; } = new();

    /// <summary>How long a server may be silent.</summary>
    public GitTimeouts Timeouts { get; init; } = new();

    /// <summary>How long a fetch may take, and how much it may bring.</summary>
    public FetchLimits Limits { get; init; } = new();

    /// <summary>Null: the server is asked directly.</summary>
    public GitProxy? Proxy { get; init; }

    internal RemoteAccess Access => new() { Url = Url, Credentials = Credentials, Timeouts = Timeouts, Limits = Limits, Proxy = Proxy };
}
