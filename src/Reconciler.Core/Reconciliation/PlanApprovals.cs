using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Reconciliation;

/// <summary>Plan hashes that may pass the guard: those in <c>Allow-Plan:</c> trailers of new commits, and those approved on the host.</summary>
internal sealed class PlanApprovals(IGitMirror mirror, IReadOnlyList<string> approvedOnHost)
{
    private const string Trailer = "Allow-Plan:";

    /// <summary>Hash, and who allowed it, for people.</summary>
    public IReadOnlyDictionary<string, string> Between(CommitId? published, CommitId head)
    {
        var approvals = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var commit in published is null ? [] : mirror.FirstParents(published, head))
        {
            foreach (var line in commit.Message.Split('\n').Where(l => l.StartsWith(Trailer, StringComparison.Ordinal)))
            {
                approvals[line[Trailer.Length..].Trim()] = $"the trailer in commit {commit.Id.Abbreviated}";
            }
        }

        foreach (var hash in approvedOnHost)
        {
            approvals[hash] = "approve on this host";
        }

        return approvals;
    }
}
