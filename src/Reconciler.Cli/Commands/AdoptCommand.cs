using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>adopt</c>: a file that was there before Reconciler makes way; the original is set aside first.</summary>
internal static class AdoptCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var name = new Argument<string>("NAME") { Description = "The published name, relative to the served root: xml/spa002584061156.xml" };
        var folder = new Option<bool>("--folder") { Description = "The name is a folder that is in the way, and everything in it is set aside." };
        var command = new Command("adopt", "Take over a file under the served root that is in the way.\nExample: reconciler adopt spa525G.cfg") { name, folder, config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!HostFiles.TryRead(terminal, parsed.GetValue(config)!, out var settings))
            {
                return (int)ExitCode.Usage;
            }

            using var log = new TerminalLogger(terminal, verbose: false);
            await using var agent = SiteAgent.Open(settings, terminal.Environment, terminal.Time, log);
            var aside = await agent.AdoptAsync(parsed.GetValue(name)!, parsed.GetValue(folder), cancellationToken);
            terminal.Out.WriteLine($"The original is kept as {aside}; the name is published again, with the next run at the latest.");
            return (int)ExitCode.Done;
        });
        return command;
    }
}
