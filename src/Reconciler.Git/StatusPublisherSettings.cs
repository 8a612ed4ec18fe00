using Reconciler.Core.Sources;

namespace Reconciler.Git;

/// <summary>Where the status is recorded, and how it gets there.</summary>
public sealed record StatusPublisherSettings
{
    /// <summary>The repository: the watched one, or another.</summary>
    public required RepositoryUrl Url { get; init; }

    /// <summary>A bare repository for the status branch alone, made where it is missing; it may be deleted at any time.</summary>
    public required string Directory { get; init; }

    /// <summary>What the server is shown, and what it has to show; the fetch's own key may stay read-only.</summary>
    public GitCredentials Credentials { get; init; } = new();

    /// <summary>How long a server may be silent.</summary>
    public GitTimeouts Timeouts { get; init; } = new();
}
