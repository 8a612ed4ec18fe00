using Reconciler.Core.Sources;

namespace Reconciler.Core.Planning;

/// <summary>The line in a commit's message that lets a plan pass the guard: <c>Allow-Plan: HASH</c>.</summary>
public static class ApprovalTrailers
{
    private const string Trailer = "Allow-Plan:";

    /// <summary>The line to add for a plan.</summary>
    public static string For(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return $"{Trailer} {plan.Hash}";
    }

    /// <summary>The hashes that these commits allow, and which commit it is, for people.</summary>
    public static IReadOnlyDictionary<string, string> In(IEnumerable<CommitSummary> commits)
    {
        ArgumentNullException.ThrowIfNull(commits);
        var byHash = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var commit in commits)
        {
            foreach (var line in commit.Message.Split('\n').Where(l => l.StartsWith(Trailer, StringComparison.Ordinal)))
            {
                byHash[line[Trailer.Length..].Trim()] = $"the trailer in commit {commit.Id.Abbreviated}";
            }
        }

        return byHash;
    }
}
