namespace Reconciler.Core.Sources;

/// <summary>Where the watched branch is after a fetch.</summary>
public sealed record FetchResult
{
    /// <summary>The newest commit of the watched branch, or that of the tag.</summary>
    public required CommitId Head { get; init; }

    /// <summary>The tag that the head has its name from; null: a branch is watched.</summary>
    public string? Tag { get; init; }

    /// <summary>Where the mirror had the branch before; null: the mirror is new, or was damaged and is new again.</summary>
    public required CommitId? PreviousHead { get; init; }

    /// <summary>The previous head is no ancestor of the head, or the same tag is at another commit: somebody force-pushed. The new history is followed.</summary>
    public required bool HistoryRewritten { get; init; }

    /// <summary>The mirror was damaged and has been cloned anew.</summary>
    public bool MirrorReplaced { get; init; }

    /// <summary>The head is another commit than before this fetch.</summary>
    public bool Moved => PreviousHead != Head;
}
