using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>secret</c>: shows the SIP secret or the initial PIN of an extension, or the key of a phone's profile, on the host, to a terminal only.</summary>
internal static class SecretCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var extension = new Argument<string>("EXTENSION") { Description = "The extension's number; with --profile-key a phone's MAC." };
        var pin = new Option<bool>("--pin") { Description = "Show the initial voicemail PIN instead of the SIP secret." };
        var profileKey = new Option<bool>("--profile-key") { Description = "Show the key of a phone's encrypted profile, to be typed in at the desk: GPP SA on the phone's Provisioning page." };
        var command = new Command("secret", "Show an extension's SIP secret, to a terminal only.\nExample: reconciler secret 151") { extension, pin, profileKey, config };
        command.SetAction(parsed => (int)Run(
            terminal, parsed.GetValue(config)!, fleet => parsed.GetValue(profileKey) ? KeyOf(fleet, parsed.GetValue(extension)!) : Reference(fleet, parsed.GetValue(extension)!, parsed.GetValue(pin))));
        return command;
    }

    private static ExitCode Run(Terminal terminal, FileInfo config, Func<Fleet, SecretReference> asked)
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
        var fleet = agent.ReadPublished() ?? throw new UsageException("Nothing has been published yet, so there is nothing to ask about.");
        SecretDisclosure.WriteTo(agent.Secrets(fleet.Site.Name.Value).Resolve(asked(fleet)), terminal.Out);
        return ExitCode.Done;
    }

    private static SecretReference KeyOf(Fleet fleet, string phone)
    {
        if (fleet.Site.Provisioning is { Encrypt: false, KeyUrl: null })
        {
            throw new UsageException("The site's profiles are not encrypted, so phones have no key; provisioning.encrypt in site.yaml turns it on.");
        }

        return MacAddress.TryParse(phone, out var mac) && fleet.Phones.Any(p => p.Mac == mac)
            ? EncryptedProfile.KeyOf(mac)
            : throw new UsageException($"The published commit has no phone '{phone}'; give its MAC.");
    }

    private static SecretReference Reference(Fleet fleet, string number, bool pin)
    {
        var extension = fleet.Extensions.FirstOrDefault(e => e.Number.ToString() == number)
            ?? throw new UsageException($"The published commit has no extension '{number}'.");
        if (!pin)
        {
            return extension.Spec.Secret.Value;
        }

        return extension.Spec.Voicemail?.Pin.Value ?? throw new UsageException($"Extension {extension.Number} has no voicemail, so it has no PIN.");
    }
}
