using System.CommandLine;
using Reconciler.Agent;
using Reconciler.Cli.Demo;
using Reconciler.Cli.Output;
using Reconciler.Core.Reconciliation;

namespace Reconciler.Cli.Commands;

/// <summary><c>demo</c>: the main job on this machine, from the example office, with no server installed.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var once = new Option<bool>("--once") { Description = "Stop after the first run instead of staying as an agent." };
        var port = new Option<int>("--port") { Description = "Loopback port of the embedded HTTP server.", DefaultValueFactory = _ => 8067 };
        var command = new Command("demo", "Try Reconciler in ./demo: a repository, a served folder, Asterisk's files, an agent.\nExample: reconciler demo --once") { once, port };
        command.SetAction(async (parsed, cancellationToken) =>
            (int)await RunAsync(terminal, parsed.GetValue(once), parsed.GetValue(port), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, bool once, int port, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath("demo");
        var site = UserFiles.Make(folder, () => DemoSite.Prepare(folder, port, terminal.Time));
        if (!HostFiles.TryRead(terminal, new FileInfo(site.AgentFile), out var settings))
        {
            return ExitCode.Usage;
        }

        using var log = new TerminalLogger(terminal, verbose: false);
        await using var agent = SiteAgent.Open(settings, terminal.Environment, terminal.Time, log);
        var outcome = await agent.RunAsync(cancellationToken);
        DiagnosticPrinter.Print(terminal.Error, outcome.Diagnostics, terminal.HasColour);
        if (outcome.ExitCode != ExitCode.Done)
        {
            await terminal.Error.WriteLineAsync(outcome.Message);
            return outcome.ExitCode;
        }

        new DemoReport(terminal.Out, site).Print(outcome, agent);
        if (once)
        {
            return ExitCode.Done;
        }

        new DemoReport(terminal.Out, site).PrintWhatToTry();
        await AgentHost.RunAsync(agent, settings, log, cancellationToken);
        return ExitCode.Done;
    }
}
