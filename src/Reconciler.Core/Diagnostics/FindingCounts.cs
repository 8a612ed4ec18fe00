namespace Reconciler.Core.Diagnostics;

/// <summary>Counts findings, those that are not listed too.</summary>
public static class FindingCounts
{
    public static int ErrorCount(this IEnumerable<Diagnostic> findings) => Sum(findings).Errors;

    public static int WarningCount(this IEnumerable<Diagnostic> findings) => Sum(findings).Warnings;

    private static OmittedFindings Sum(IEnumerable<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var sum = default(OmittedFindings);
        foreach (var finding in findings)
        {
            sum += finding.Omitted ?? (finding.Severity == Severity.Error ? new OmittedFindings(1, 0) : new OmittedFindings(0, 1));
        }

        return sum;
    }
}
