using Reconciler.Core.Sources;

namespace Reconciler.Git;

/// <summary>Which branch of which repository is mirrored where.</summary>
public sealed record GitMirrorSettings
{
    /// <summary>The repository.</summary>
    public required RepositoryUrl Url { get; init; }

    /// <summary>The watched branch without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    /// <summary>The bare mirror, made where it is missing; its parent is the state directory.</summary>
    public required string MirrorDirectory { get; init; }

    /// <summary>What the server is shown, and what it has to show.</summary>
    public GitCredentials Credentials { get; init; } = new();

    /// <summary>How long a server may be silent.</summary>
    public GitTimeouts Timeouts { get; init; } = new();
}
