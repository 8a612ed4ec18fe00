using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Plan hashes that may pass the guard: those in <c>Allow-Plan:</c> trailers of new commits, and those approved on the host.</summary>
internal sealed class PlanApprovals
{
    public PlanApprovals(IGitMirror mirror, IEnumerable<string> approvedOnHost, CommitId? published, CommitId head)
    {
        var since = published is { } commit && mirror.Contains(commit) ? published : null;
        Steps = since is null ? [] : mirror.FirstParents(since, head);

        // Of merged branches too: the trailer stands where its author wrote it, in the change or in the merge. Where nobody knows since when, in the head.
        ByHash = new(ApprovalTrailers.In(since is { } start ? mirror.CommitsBetween(start, head) : mirror.FirstParents(null, head, limit: 1)), StringComparer.Ordinal);
        foreach (var hash in approvedOnHost)
        {
            ByHash[hash] = "approve on this host";
        }
    }

    /// <summary>The commits from what is published to what is wanted, newest first.</summary>
    public ImmutableArray<CommitSummary> Steps { get; }

    /// <summary>Hash, and who allowed it, for people.</summary>
    public Dictionary<string, string> ByHash { get; }
}
