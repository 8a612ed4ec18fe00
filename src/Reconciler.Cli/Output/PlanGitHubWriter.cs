using Reconciler.Cli.Usage;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Planning;

namespace Reconciler.Cli.Output;

/// <summary>
/// For a GitHub workflow: annotations at the lines of the findings on standard output, and the Markdown as the step's summary. Nothing else is printed:
/// a line of a stranger's text could be another workflow command.
/// </summary>
internal sealed class PlanGitHubWriter : IPlanWriter
{
    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    public string Format => "github";

    public void Write(PlanDocument document, PlanOutput output)
    {
        var writer = output.Terminal.Out;
        foreach (var finding in document.Diagnostics)
        {
            writer.Write(Annotation(finding, output.PathInRepository));
        }

        if (document is { Plan: { } plan, Guard: { Allowed: false } verdict })
        {
            writer.Write($"::error title=Refused by the guard::{Data($"{string.Join('\n', verdict.Reasons)}\n{PlanPhrases.WayPast(plan)}")}\n");
        }

        foreach (var (change, waits) in document.HostChanges ?? [])
        {
            writer.Write($"::{(waits ? "error" : "warning")} title=This host changes what is published::{Data($"{string.Join('\n', change.Causes)}\n{change.Effect}\n{PlanPhrases.Waits(change, waits)}")}\n");
        }

        var hash = document.Plan is { } planned ? $" Plan hash: {planned.Hash}" : "";
        writer.Write($"::notice title=Reconciler plan::{Data(PlanPhrases.Headline(document) + hash)}\n");
        WriteSummary(document, output);
    }

    private static string Annotation(Diagnostic finding, string pathInRepository)
    {
        var word = finding.Severity == Severity.Error ? "error" : "warning";
        var place = $"file={Property(pathInRepository + finding.Location.File)}";
        if (finding.Location.Line > 0)
        {
            place += $",line={finding.Location.Line},col={finding.Location.Column}";
        }

        return $"::{word} {place},title={finding.Code}::{Data($"{finding.Message} {finding.Hint}".TrimEnd())}\n";
    }

    private static void WriteSummary(PlanDocument document, PlanOutput output)
    {
        var terminal = output.Terminal;
        if (terminal.Environment.GetValueOrDefault(SummaryVariable) is not { Length: > 0 } path)
        {
            terminal.Error.WriteLine($"{SummaryVariable} is not set, so the step's summary is not written; --format markdown prints it.");
            return;
        }

        try
        {
            File.AppendAllText(path, PlanMarkdownWriter.Text(document, output));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The step's summary {path} ({SummaryVariable}) cannot be written: {exception.Message}");
        }
    }

    // As the runner's toolkit escapes commands: what is not escaped would end the line, or the property.
    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
