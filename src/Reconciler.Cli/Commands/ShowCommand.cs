using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Softphones;
using Reconciler.Cli.Usage;
using Reconciler.Core.Explaining;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>show</c>: what somebody types into a softphone, or into another device that Reconciler does not provision.</summary>
internal static class ShowCommand
{
    private const string Text = "text";

    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var extension = new Argument<string>("EXTENSION") { Description = "The extension's number." };
        var password = new Option<bool>("--password") { Description = "With the SIP password: to a terminal, or into the file of --out." };
        var qr = new Option<string?>("--qr") { Description = "A QR code for an app to scan: Acrobits' Cloud Softphone and apps made of it, SessionTalk, or Linphone.", HelpName = "APP" };
        qr.AcceptOnlyFromAmong(SoftphoneCode.Acrobits, SoftphoneCode.SessionTalk, SoftphoneCode.Linphone);
        var code = new Option<string?>("--code") { Description = "With --qr: Acrobits' cloud ID, SessionTalk's provider ID, or the address that serves Linphone's configuration.", HelpName = "CODE" };
        var format = CommonOptions.Format(Text, SoftphoneCode.Linphone);
        format.Description = "How to print it: for people, or as the configuration that Linphone fetches.";
        var file = new Option<FileInfo?>("--out", "-o") { Description = "Write to a new file that only its owner may read; a QR code as SVG.", HelpName = "FILE" };
        var command = new Command("show", "Show what a softphone or another device needs to register as an extension.\nExample: reconciler show 151 --qr acrobits --code MYCODE") { extension, password, qr, code, format, file, config };
        command.SetAction(parsed => (int)Run(
            terminal,
            parsed.GetValue(config)!,
            parsed.GetValue(extension)!,
            new Choices(parsed.GetValue(password), parsed.GetValue(qr), parsed.GetValue(code), parsed.GetValue(format) == SoftphoneCode.Linphone, parsed.GetValue(file)?.FullName)));
        return command;
    }

    private static ExitCode Run(Terminal terminal, FileInfo config, string number, Choices choices)
    {
        if (choices.HoldsPassword && choices.File is null && !terminal.IsInteractive)
        {
            throw new UsageException("A password is shown to a terminal only, not to a pipe; name a file for it (--out FILE), which only its owner may read.");
        }

        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        using var log = new TerminalLogger(terminal, verbose: false);
        using var agent = SiteAgent.Open(settings, terminal.Environment, terminal.Time, log);
        var fleet = agent.ReadPublished() ?? throw new UsageException("Nothing has been published yet, so there is nothing to show.");
        var extension = fleet.Extensions.FirstOrDefault(e => e.Number.ToString() == number)
            ?? throw new UsageException($"The published commit has no extension '{number}'.");
        var account = DeviceAccount.Of(fleet, extension);
        var password = choices.HoldsPassword ? SecretDisclosure.Text(agent.Secrets(fleet.Site.Name.Value).Resolve(account.Secret)) : "";
        if (extension.Phones is [var phone, ..])
        {
            terminal.Error.WriteLine($"Extension {number} is on the phone {phone.WithColons}, which Reconciler sets up itself; a second device beside it needs an extension of its own with `device: other`.");
        }

        Write(terminal, choices, Print(terminal, account, password, choices));
        return ExitCode.Done;
    }

    private static string Print(Terminal terminal, DeviceAccount account, string password, Choices choices)
    {
        if (choices.App is { } app)
        {
            var text = SoftphoneCode.Text(app, choices.Code, account, password);
            return choices.File is not null || !terminal.IsInteractive ? QrPicture.Svg(text) : QrPicture.OnATerminal(text) + "\n";
        }

        return choices.IsConfiguration ? LinphoneConfiguration.Of(account, password) : AccountText.Of(account, choices.Password ? password : null);
    }

    private static void Write(Terminal terminal, Choices choices, string text)
    {
        if (choices.File is not { } file)
        {
            terminal.Out.Write(text);
            return;
        }

        UserFiles.Make(file, () =>
        {
            using var writer = new StreamWriter(UserFiles.CreatePrivate(file));
            writer.Write(text);
            return true;
        });
    }

    /// <summary>The options, as they were given.</summary>
    private sealed record Choices(bool Password, string? App, string? Code, bool IsConfiguration, string? File)
    {
        /// <summary>A code or configuration without it would set nothing up.</summary>
        public bool HoldsPassword => App is { } app ? SoftphoneCode.HoldsPassword(app) : Password || IsConfiguration;
    }
}
