namespace Reconciler.Core.Sources;

/// <summary>What is known of the last change of a line.</summary>
/// <param name="Commit">The commit that last touched it; null: it is not committed yet.</param>
/// <param name="OrEarlier">The history at hand begins with that commit, so the line may be older.</param>
public sealed record LineTouch(CommitSummary? Commit, bool OrEarlier = false)
{
    /// <summary>Of a line that is in no commit.</summary>
    public static LineTouch Uncommitted { get; } = new((CommitSummary?)null);
}
