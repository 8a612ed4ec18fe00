using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>reconcile</c>: one run, for cron and systemd timers.</summary>
internal static class ReconcileCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var verbose = new Option<bool>("--verbose") { Description = "Tell each step on standard error." };
        var command = new Command("reconcile", "Do one run: fetch, validate, render, publish, activate, tell phones, record.\nExample: reconciler reconcile --config /etc/reconciler/agent.yaml") { config, verbose };
        command.SetAction(async (parsed, cancellationToken) =>
            (int)await RunAsync(terminal, parsed.GetValue(config)!, parsed.GetValue(verbose), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, FileInfo config, bool verbose, CancellationToken cancellationToken)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        using var log = new TerminalLogger(terminal, verbose);
        await using var agent = SiteAgent.OpenToRun(settings, terminal.Environment, terminal.Time, log);
        var outcome = await agent.RunOnceAsync(cancellationToken);
        DiagnosticPrinter.Print(terminal.Error, outcome.Diagnostics, terminal.HasColour);
        var writer = outcome.ExitCode == ExitCode.Done ? terminal.Out : terminal.Error;
        await writer.WriteLineAsync(outcome.Message);
        return outcome.ExitCode;
    }
}
