using System.CommandLine;
using Quartz;
using Reconciler.Agent.Hosting;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>agent</c>: the daemon.</summary>
internal static class AgentCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var verbose = new Option<bool>("--verbose") { Description = "Tell each step, also of runs that find nothing to do." };
        var command = new Command("agent", "Stay, poll the repository, and reconcile whenever it changes.\nExample: reconciler agent --config /etc/reconciler/agent.yaml") { config, verbose };
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

        CheckCron(config, settings.Repository.Poll.Cron, terminal.Time);
        using var log = new TerminalLogger(terminal, verbose);
        await using var agent = SiteAgent.OpenToRun(settings, terminal.Environment, terminal.Time, log);
        using var alone = await AgentLock.AcquireAsync(settings.State.Directory, terminal.Time, cancellationToken);
        await AgentHost.RunAsync(agent, settings, log, services => Observers.Add(services, settings), cancellationToken);
        return ExitCode.Done;
    }

    private static void CheckCron(FileInfo config, string? cron, TimeProvider time)
    {
        if (cron is null)
        {
            return;
        }

        if (CronSyntax.Fault(cron) is { } fault)
        {
            throw new UsageException($"{config.FullName}: repository.poll.cron '{cron}' is no cron expression: {fault}; it has six fields, seconds first, such as '0 0/5 * * * ?'.");
        }

        if (new CronExpression(cron).GetNextValidTimeAfter(time.GetUtcNow()) is null)
        {
            throw new UsageException($"{config.FullName}: repository.poll.cron '{cron}' names no time that is still to come; leave the year out.");
        }
    }
}
