using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Reconciliation;

/// <summary>Plan hashes that may pass the guard: those in <c>Allow-Plan:</c> trailers of new commits, and those approved on the host.</summary>
internal sealed class PlanApprovals(IGitMirror mirror, IReadOnlyList<string> approvedOnHost)
{
    private const string Trailer = "Allow-Plan:";

    /// <summary>Hash, and who allowed it, for people.</summary>
    public IReadOnlyDictionary<Digest, string> Between(CommitId? published, CommitId head)
    {
        var approvals = new Dictionary<Digest, string>();
        foreach (var commit in published is null ? [] : mirror.FirstParents(published, head))
        {
            foreach (var line in commit.Message.Split('\n').Where(l => l.StartsWith(Trailer, StringComparison.Ordinal)))
            {
                Add(approvals, line[Trailer.Length..], $"the trailer in commit {commit.Id.Abbreviated}");
            }
        }

        foreach (var hash in approvedOnHost)
        {
            Add(approvals, hash, "approve on this host");
        }

        return approvals;
    }

    private static void Add(Dictionary<Digest, string> approvals, string hash, string who)
    {
        if (Digest.TryParse(hash.Trim(), out var digest))
        {
            approvals[digest] = who;
        }
    }
}
