using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Reconciliation;

/// <summary>Plan hashes that may pass the guard: those in <c>Allow-Plan:</c> trailers of new commits, and those approved on the host.</summary>
internal sealed class PlanApprovals
{
    private const string Trailer = "Allow-Plan:";

    public PlanApprovals(IGitMirror mirror, IEnumerable<string> approvedOnHost, CommitId? published, CommitId head)
    {
        Steps = published is null ? [] : mirror.FirstParents(published, head);
        foreach (var commit in Steps)
        {
            foreach (var line in commit.Message.Split('\n').Where(l => l.StartsWith(Trailer, StringComparison.Ordinal)))
            {
                ByHash[line[Trailer.Length..].Trim()] = $"the trailer in commit {commit.Id.Abbreviated}";
            }
        }

        foreach (var hash in approvedOnHost)
        {
            ByHash[hash] = "approve on this host";
        }
    }

    /// <summary>The commits from what is published to what is wanted, newest first.</summary>
    public ImmutableArray<CommitSummary> Steps { get; }

    /// <summary>Hash, and who allowed it, for people.</summary>
    public Dictionary<string, string> ByHash { get; } = new(StringComparer.Ordinal);
}
