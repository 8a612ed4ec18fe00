using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Policies;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Refuses a commit because of what was found in it or on the host.</summary>
internal static class RefusalText
{
    // Characters of the first finding in the sentence of a refusal; the rest of it is in the findings.
    private const int LongestCause = 1_000;

    public static StageResult Refuse(CommitId commit, RefusalCause cause, ImmutableArray<Diagnostic> diagnostics)
    {
        var message = Of(commit, diagnostics);
        return StageResult.End(RunOutcome.Rejected(ExitCode.Invalid, commit, message, diagnostics), new RunFact.Refused(cause, message));
    }

    private static string Of(CommitId commit, ImmutableArray<Diagnostic> diagnostics)
    {
        var first = diagnostics.First(d => d.Severity == Severity.Error).ToString();
        var errors = diagnostics.ErrorCount();
        var shown = first.Length <= LongestCause ? first : first[..LongestCause] + "…";
        return $"Commit {commit.Abbreviated} is refused: {shown}{(errors == 1 ? "" : $" (and {errors - 1} more)")}{PolicyRules.OtherGrants([.. diagnostics.Where(d => d.Severity == Severity.Error)])}";
    }
}
