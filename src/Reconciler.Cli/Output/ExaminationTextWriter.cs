using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Agent.Doctor;

namespace Reconciler.Cli.Output;

/// <summary>Findings of <c>doctor</c>, for people: one line for a sound host.</summary>
internal static class ExaminationTextWriter
{
    private const string Indent = "         ";

    public static void Write(TextWriter writer, ImmutableArray<CheckReport> reports, ImmutableArray<string> mended)
    {
        foreach (var line in mended)
        {
            Folded.Write(writer, line, Indent);
        }

        HostFinding[] findings = [.. reports.SelectMany(report => report.Findings).OrderByDescending(finding => finding.Severity)];
        foreach (var finding in findings)
        {
            Folded.Write(writer, $"{(finding.Severity == FindingSeverity.Error ? "error" : "warning"),-8} {finding.Problem}", Indent);
            // Not folded: it is copied.
            writer.Write($"{Indent}{finding.Remedy}\n");
        }

        var notTried = string.Join("", reports.Where(report => report.NotTried is not null).Select(report => $"; {report.Check} not tried: {report.NotTried}"));
        var errors = findings.Count(finding => finding.Severity == FindingSeverity.Error);
        var repairable = findings.Count(finding => finding.IsRepairable);
        writer.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{(findings.Length == 0 ? "This host is sound" : $"{errors} errors, {findings.Length - errors} warnings")}: {reports.Length} checks{notTried}.{(repairable > 0 ? $" 'reconciler doctor --fix' mends {repairable} of them." : "")}\n"));
    }
}
