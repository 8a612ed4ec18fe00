using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Core.Phones.Families;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>resync</c> and <c>reboot</c>: tell single phones by hand.</summary>
internal static class ResyncCommand
{
    public static Command Resync(Terminal terminal) => Create(
        terminal, "resync", "Tell phones to fetch their profile now.\nExample: reconciler resync 00:25:84:06:11:56", PhoneCommand.Resync);

    public static Command Reboot(Terminal terminal) => Create(
        terminal, "reboot", "Tell phones to restart.\nExample: reconciler reboot 00:25:84:06:11:56", PhoneCommand.Reboot);

    private static Command Create(Terminal terminal, string name, string description, PhoneCommand phoneCommand)
    {
        var config = CommonOptions.Config();
        var phones = new Argument<string[]>(PhoneArgument.Name) { Description = "Phones: a MAC address, an extension or a name each.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(name, description) { phones, config };
        command.SetAction(async (parsed, cancellationToken) =>
            (int)await RunAsync(terminal, parsed.GetValue(config)!, parsed.GetValue(phones)!, phoneCommand, cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, FileInfo config, string[] names, PhoneCommand phoneCommand, CancellationToken cancellationToken)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        using var log = new TerminalLogger(terminal, verbose: false);
        await using var agent = SiteAgent.Open(settings, terminal.Environment, terminal.Time, log);
        var phones = SeenPhones.Of(agent);
        var lookup = phones.Book.Load().Lookup();
        var macs = names.Select(name => PhoneArgument.One(lookup, name)).Distinct().ToList();
        var report = await phones.Follower.ReadAsync(cancellationToken);
        var exitCode = ExitCode.Done;
        foreach (var mac in macs)
        {
            var (isNotified, message) = await phones.ByHand.NotifyAsync(report, mac, phoneCommand, cancellationToken);
            await (isNotified ? terminal.Out : terminal.Error).WriteLineAsync(isNotified ? message : $"reconciler: {message}");
            exitCode = isNotified ? exitCode : ExitCode.Usage;
        }

        return exitCode;
    }
}
