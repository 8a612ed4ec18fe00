using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>validate</c>: the pipeline up to Resolve, on a folder's files as they are or on a revision.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = CommonOptions.SiteFolder();
        var revision = new Option<string?>("--rev") { Description = "Check this revision instead of the files as they are.", HelpName = "REV" };
        var format = CommonOptions.Format("text", "json");
        var command = new Command("validate", "Check a site's specs; exit code 3 when they are invalid.\nExample: reconciler validate example-repo") { folder, revision, format };
        command.SetAction((parsed, stop) => Interruptible.RunAsync(() => Run(terminal, parsed.GetValue(folder)!, parsed.GetValue(revision), parsed.GetValue(format)!, stop), stop));
        return command;
    }

    private static ExitCode Run(Terminal terminal, DirectoryInfo folder, string? revision, string format, CancellationToken cancellationToken)
    {
        using var source = SiteSource.Open(folder, revision);
        var reading = new FleetReader(new SpecLoader(), new QuartzWindowClock()).ReadUntilStopped(source.Tree, source.Commit, cancellationToken);
        if (format == "json")
        {
            terminal.Out.WriteLine(ValidationJson.Write(reading.IsValid, reading.Diagnostics));
        }
        else
        {
            DiagnosticPrinter.Print(terminal.Out, reading.Diagnostics, terminal.HasColour);
            terminal.Out.WriteLine(reading.IsValid ? Summary(reading) : $"invalid: {DiagnosticPrinter.Counts(reading.Diagnostics)}");
        }

        return reading.IsValid ? ExitCode.Done : ExitCode.Invalid;
    }

    private static string Summary(FleetReading reading)
    {
        var fleet = reading.Fleet!;
        var parts = new[]
        {
            DiagnosticPrinter.Count(fleet.Phones.Length, "phone"), DiagnosticPrinter.Count(fleet.Extensions.Length, "extension"),
            DiagnosticPrinter.Count(fleet.Groups.Length, "ring group"), DiagnosticPrinter.Count(fleet.Routes.Length, "route"),
        };
        var warnings = reading.Diagnostics.WarningCount();
        return $"valid: {string.Join(", ", parts)}{(warnings == 0 ? "" : $" ({DiagnosticPrinter.Count(warnings, "warning")})")}";
    }
}
