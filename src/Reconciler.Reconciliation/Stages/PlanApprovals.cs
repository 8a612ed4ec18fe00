using System.Collections.Immutable;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Finds the plan hashes that may pass the guard: those in <c>Allow-Plan:</c> trailers of new commits, and those approved on the host.</summary>
/// <param name="mirror">Has the commits.</param>
/// <param name="controls">Has the host's own approvals.</param>
/// <param name="reviewers">Judges who may approve by a trailer; null: whoever may push.</param>
internal sealed class PlanApprovals(IGitMirror mirror, Controls controls, ICommitVerifier? reviewers)
{
    public async Task<FoundApprovals> FindAsync(CommitId? published, CommitId head, CancellationToken cancellationToken)
    {
        var since = published is { } commit && mirror.Contains(commit) ? published : null;

        // Of merged branches too: the trailer stands where its author wrote it, in the change or in the merge. Where nobody knows since when, in the head.
        var commits = since is { } start ? mirror.CommitsBetween(start, head) : mirror.FirstParents(null, head, limit: 1);
        var byHash = new Dictionary<string, string>(ApprovalTrailers.In(await CountedAsync(commits, cancellationToken)), StringComparer.Ordinal);
        foreach (var hash in controls.ReadLines(Control.Approve))
        {
            byHash[hash] = "approve on this host";
        }

        return new FoundApprovals(byHash, since is null ? [] : mirror.FirstParents(since, head));
    }

    private async Task<IEnumerable<CommitSummary>> CountedAsync(ImmutableArray<CommitSummary> commits, CancellationToken cancellationToken)
    {
        if (reviewers is null)
        {
            return commits;
        }

        var counted = new List<CommitSummary>();
        foreach (var commit in commits.Where(c => ApprovalTrailers.In([c]).Count > 0))
        {
            if ((await reviewers.VerifyAsync(null, commit.Id, cancellationToken)).IsTrusted)
            {
                counted.Add(commit);
            }
        }

        return counted;
    }
}

/// <summary>Plan hashes that may pass the guard.</summary>
/// <param name="ByHash">Hash, and who allowed it, for people.</param>
/// <param name="Steps">The commits from what is published to what is wanted, newest first.</param>
internal sealed record FoundApprovals(IReadOnlyDictionary<string, string> ByHash, ImmutableArray<CommitSummary> Steps);
