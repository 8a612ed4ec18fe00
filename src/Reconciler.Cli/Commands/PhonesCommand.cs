using System.CommandLine;
using System.Text;
using Reconciler.Agent;
using Reconciler.Cli.Output;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Convergence;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reconciliation;

namespace Reconciler.Cli.Commands;

/// <summary><c>phones</c>: what each phone should run and runs, as Asterisk sees it right now.</summary>
internal static class PhonesCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var format = CommonOptions.Format("text", "json");
        var mac = new Argument<string?>("MAC") { Description = "Only this phone.", Arity = ArgumentArity.ZeroOrOne };
        var watch = new Option<bool>("--watch") { Description = "Follow them until none is on its way to its profile any more." };
        var command = new Command("phones", "Show what each phone should run and runs.\nExample: reconciler phones --watch") { mac, watch, format, config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var only = Only(parsed.GetValue(mac));
            if (parsed.GetValue(watch) && parsed.GetValue(format) == "json")
            {
                throw new UsageException("--watch shows phones to people; for programs, ask for --format json as often as needed.");
            }

            return (int)await RunAsync(terminal, parsed.GetValue(config)!, only, parsed.GetValue(watch), parsed.GetValue(format)!, cancellationToken);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(
        Terminal terminal, FileInfo config, MacAddress? only, bool watch, string format, CancellationToken cancellationToken)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        using var log = new TerminalLogger(terminal, verbose: false);
        await using var agent = SiteAgent.Open(settings, terminal.Environment, terminal.Time, log);
        var phones = SeenPhones.Of(agent);
        if (watch)
        {
            await new PhoneProgress(terminal).ShowAsync(token => ReadAsync(phones, only, token), cancellationToken);
        }

        var list = await ReadAsync(terminal, phones, only, cancellationToken);
        if (format == "json")
        {
            await terminal.Out.WriteAsync(Encoding.UTF8.GetString(list.ToJson()));
        }
        else
        {
            PhoneTable.Print(terminal, list);
        }

        return ExitCode.Done;
    }

    /// <summary>Where Asterisk cannot be asked, what was seen last is better than nothing.</summary>
    private static async Task<PhoneList> ReadAsync(Terminal terminal, SitePhones phones, MacAddress? only, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(phones, only, cancellationToken);
        }
        catch (PbxUnavailableException exception)
        {
            await terminal.Error.WriteLineAsync($"reconciler: {exception.Message} The phones are shown as they were last seen.");
            return Select(PhoneList.Of(phones.Book.Load(), phones.Book.LoadSummary()), only);
        }
    }

    private static async Task<PhoneList> ReadAsync(SitePhones phones, MacAddress? only, CancellationToken cancellationToken) =>
        Select(PhoneList.Of(await phones.Follower.ReadAsync(cancellationToken)), only);

    private static PhoneList Select(PhoneList list, MacAddress? only)
    {
        if (only is not { } mac)
        {
            return list;
        }

        var phone = list.Phones.FirstOrDefault(p => p.Mac == mac)
            ?? throw new UsageException($"{mac.WithColons}: no published phone has this MAC address; 'reconciler phones' lists them.");
        return list with { Phones = [phone], Unmanaged = [] };
    }

    private static MacAddress? Only(string? text) => text is null ? null : MacAddress.TryParse(text, out var mac)
        ? mac
        : throw new UsageException($"'{text}' is no MAC address; write it as it stands on the phone, such as 00:25:84:06:11:56.");
}
