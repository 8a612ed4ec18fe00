using System.Collections.Immutable;

namespace Reconciler.Core.Sources;

/// <summary>A commit to be made on a status branch.</summary>
public sealed record StatusCommit
{
    /// <summary>The branch without <c>refs/heads/</c>: <c>status/hq</c>.</summary>
    public required string Branch { get; init; }

    /// <summary>Whose status it is: a branch that holds another site's is left alone. Null: not known yet.</summary>
    public string? Site { get; init; }

    /// <summary>All files of the branch by path: what is not here is removed.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<byte>> Files { get; init; }

    /// <summary>The commit's message.</summary>
    public required string Message { get; init; }
}
