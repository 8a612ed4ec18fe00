using System.Collections.Immutable;

namespace Reconciler.Core.Sources;

/// <summary>
/// A bare mirror of the watched repository. Nothing is ever checked out. What goes wrong with the repository, the network or the mirror
/// is a <see cref="GitUnavailableException"/>; questions about the history are answered from the mirror alone.
/// </summary>
public interface IGitMirror
{
    /// <summary>Brings the mirror up to date and says where the watched branch is. A damaged mirror is replaced by a new one.</summary>
    Task<FetchResult> FetchAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The watched branch as the last fetch left it, without asking the server; null: there was none yet, or the mirror is damaged.
    /// </summary>
    CommitId? Head { get; }

    /// <summary>
    /// Keeps the mirror from growing to ever more files; quick where there is not much to do. Says why it could not; null: it could. Nothing is lost by that.
    /// </summary>
    Task<string?> CompactAsync(CancellationToken cancellationToken);

    /// <summary>The files under <paramref name="sitePath"/> (<c>.</c>: the whole repository) at a commit.</summary>
    ISourceTree OpenTree(CommitId commit, string sitePath);

    /// <summary>Whether the mirror has the commit.</summary>
    bool Contains(CommitId commit);

    /// <summary>
    /// Whether <paramref name="descendant"/> is, or comes after, <paramref name="ancestor"/>. False where the mirror lacks either.
    /// </summary>
    bool IsAncestor(CommitId ancestor, CommitId descendant);

    /// <summary>The best common ancestor; null: none, or the mirror lacks either commit.</summary>
    CommitId? MergeBase(CommitId one, CommitId other);

    /// <summary>
    /// The commits from <paramref name="tip"/> back along first parents, newest first, without <paramref name="since"/> and what is behind it;
    /// a null <paramref name="since"/> means to the root. At most <paramref name="limit"/> of them.
    /// </summary>
    ImmutableArray<CommitSummary> FirstParents(CommitId? since, CommitId tip, int limit = 10_000);

    /// <summary>
    /// Every commit behind <paramref name="tip"/> and not behind <paramref name="since"/>, newest first: those of merged branches too. At most
    /// <paramref name="limit"/> of them.
    /// </summary>
    ImmutableArray<CommitSummary> CommitsBetween(CommitId since, CommitId tip, int limit = 10_000);

    /// <summary>Keeps these commits whatever becomes of the branches, and lets go of those that were kept before.</summary>
    void Pin(IReadOnlyCollection<CommitId> commits);

    /// <summary>Files that differ under <paramref name="sitePath"/> between two commits' trees, by path (ordinal), relative to the site's folder.</summary>
    ImmutableArray<ChangedPath> ChangedPaths(CommitId before, CommitId after, string sitePath);
}
