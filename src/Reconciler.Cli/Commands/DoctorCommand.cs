using System.Collections.Immutable;
using System.CommandLine;
using Reconciler.Agent.Doctor;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Reconciliation.Status;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Cli.Commands;

/// <summary><c>doctor</c>: everything that a host needs, tried, with the remedy for what is missing.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var fix = new Option<bool>("--fix") { Description = "Mend what is safe to mend: modes, owners, missing directories, Asterisk's include lines (the originals are kept)." };
        var format = CommonOptions.Format("text", "json");
        var command = new Command(
            "doctor",
            "Try everything that this host needs, and say for each thing that is wrong what mends it. As root it examines for the agent's user.\nExit code 10 where something is wrong.\nExample: reconciler doctor --fix")
        {
            config, fix, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
            (int)await RunAsync(terminal, parsed.GetValue(config)!, parsed.GetValue(fix), parsed.GetValue(format)!, cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, FileInfo config, bool fix, string format, CancellationToken cancellationToken)
    {
        if (!TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        var host = ExaminedHost.Of(settings!, terminal.Environment, terminal.Time);
        var reports = await HostExamination.RunAsync(host, cancellationToken);
        ImmutableArray<string> mended = [];
        if (fix && reports.Any(report => report.Findings.Any(finding => finding.IsRepairable)))
        {
            mended = [.. HostExamination.Repair(reports)];
            reports = await HostExamination.RunAsync(ExaminedHost.Of(settings!, terminal.Environment, terminal.Time), cancellationToken);
        }

        if (format == "json")
        {
            terminal.Out.WriteLine(ExaminationJson.Write(reports, mended));
        }
        else
        {
            ExaminationTextWriter.Write(terminal.Out, reports, mended);
        }

        return reports.Any(report => report.Findings.Any(finding => finding.Severity == FindingSeverity.Error)) ? ExitCode.Unsound : ExitCode.Done;
    }

    // Root examines for the agent, whose state other commands would leave unreadable for him; this one writes nothing there.
    private static bool TryRead(Terminal terminal, FileInfo config, out AgentSettings? settings)
    {
        if (!System.Environment.IsPrivilegedProcess)
        {
            return HostFiles.TryRead(terminal, config, out settings);
        }

        var reading = AgentFileReader.Read(config.FullName, terminal.Environment);
        DiagnosticPrinter.Print(terminal.Error, reading.Diagnostics, terminal.HasColour);
        settings = reading.Settings;
        return settings is not null;
    }
}
