using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Reconciler.Agent.Hosting;
using Reconciler.Cli.Demo;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>demo</c>: the main job on this machine, from the example office, with no server installed.</summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var once = new Option<bool>("--once") { Description = "Stop after the first run instead of staying as an agent." };
        var port = new Option<int>("--port") { Description = "Loopback port of the embedded HTTP server.", DefaultValueFactory = _ => 8067 };
        var command = new Command("demo", "Try Reconciler in ./demo: a repository, a served folder, Asterisk's files, an agent.\nExample: reconciler demo --once") { once, port };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > ushort.MaxValue)
            {
                result.AddError("--port takes a number from 1 to 65535.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
            (int)await RunAsync(terminal, parsed.GetValue(once), parsed.GetValue(port), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, bool once, int port, CancellationToken cancellationToken)
    {
        if (!once)
        {
            RefusePortInUse(port);
        }

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
        await AgentHost.RunAsync(agent, settings, log, services => Observers.Add(services, settings), cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>Said before anything else: the instructions of a demo that cannot be served are of no use.</summary>
    private static void RefusePortInUse(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new UsageException(
                $"Add --port with another number, such as 'reconciler demo --port {(port < ushort.MaxValue ? port + 1 : port - 1)}': nothing can listen on 127.0.0.1:{port} ({exception.Message}), where another demo may run.");
        }
    }
}
