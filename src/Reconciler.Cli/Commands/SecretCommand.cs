using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>secret</c>: shows the SIP secret or the initial PIN of an extension, on the host, to a terminal only.</summary>
internal static class SecretCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var extension = new Argument<string>("EXTENSION") { Description = "The extension's number." };
        var pin = new Option<bool>("--pin") { Description = "Show the initial voicemail PIN instead of the SIP secret." };
        var command = new Command("secret", "Show an extension's SIP secret, to a terminal only.\nExample: reconciler secret 151") { extension, pin, config };
        command.SetAction(parsed => (int)Run(terminal, parsed.GetValue(config)!, parsed.GetValue(extension)!, parsed.GetValue(pin)));
        return command;
    }

    private static ExitCode Run(Terminal terminal, FileInfo config, string number, bool pin)
    {
        if (!terminal.IsInteractive)
        {
            throw new UsageException("A secret is shown to a terminal only, not to a pipe or a file.");
        }

        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        using var log = new TerminalLogger(terminal, verbose: false);
        using var agent = SiteAgent.Open(settings, terminal.Environment, terminal.Time, log);
        var fleet = agent.ReadPublished() ?? throw new UsageException("Nothing has been published yet, so there is no extension to ask about.");
        var extension = fleet.Extensions.FirstOrDefault(e => e.Number.ToString() == number)
            ?? throw new UsageException($"The published commit has no extension '{number}'.");
        SecretDisclosure.WriteTo(agent.Secrets(fleet.Site.Name.Value).Resolve(Reference(extension, pin)), terminal.Out);
        return ExitCode.Done;
    }

    private static SecretReference Reference(Extension extension, bool pin)
    {
        if (!pin)
        {
            return extension.Spec.Secret.Value;
        }

        return extension.Spec.Voicemail?.Pin.Value ?? throw new UsageException($"Extension {extension.Number} has no voicemail, so it has no PIN.");
    }
}
