using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Host.Pbx;
using Reconciler.Host.PhoneLogs;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>phones</c>: what each phone should run and runs, as Asterisk sees it right now.</summary>
internal static class PhonesCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var format = CommonOptions.Format("text", "json");
        var name = new Argument<string?>(PhoneArgument.Name) { Description = "Only these: a MAC address, an extension or a name.", Arity = ArgumentArity.ZeroOrOne };
        var watch = new Option<bool>("--watch") { Description = "Follow them until none is on its way to its profile any more." };
        var log = new Option<bool>("--log") { Description = "What one phone fetched and said (syslog), oldest first, in place of how it stands; also of one that is not described." };
        var search = new Option<string?>("--search") { Description = "With --log: only lines with this text.", HelpName = "TEXT" };
        var command = new Command("phones", "Show what each phone should run and runs.\nExample: reconciler phones --watch") { name, watch, log, search, format, config };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var only = parsed.GetValue(name);
            if (parsed.GetValue(watch) && parsed.GetValue(format) == "json")
            {
                throw new UsageException("--watch shows phones to people; for programs, ask for --format json as often as needed.");
            }

            if (parsed.GetValue(log))
            {
                return (int)PrintLog(terminal, parsed.GetValue(config)!, only ?? throw new UsageException("--log is of one phone; name it."), parsed.GetValue(search) ?? "");
            }

            return (int)await RunAsync(terminal, parsed.GetValue(config)!, only, parsed.GetValue(watch), parsed.GetValue(format)!, cancellationToken);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(
        Terminal terminal, FileInfo config, string? name, bool watch, string format, CancellationToken cancellationToken)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        using var log = new TerminalLogger(terminal, verbose: false);
        await using var agent = SiteAgent.Open(settings, terminal.Environment, terminal.Time, log);
        var phones = SeenPhones.Of(agent);
        var only = name is null ? null : PhoneArgument.All(phones.Book.Load().Lookup(), name).Select(p => p.Mac).ToImmutableHashSet();
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
            PhoneTable.Print(terminal, list, inFull: only is not null);
            if (only is { Count: 1 })
            {
                var mac = only.First();
                PhoneLogText.PrintSteps(terminal, PhoneStep.Of(phones.Book.Load().Phones.GetValueOrDefault(mac), new PhoneLogStore(settings.State.Directory).Read(mac, "", int.MaxValue)));
            }
        }

        return ExitCode.Done;
    }

    /// <summary>Nobody is asked: it is what was seen so far.</summary>
    private static ExitCode PrintLog(Terminal terminal, FileInfo config, string name, string text)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        var mac = PhoneArgument.OneOrUnknown(() => new PhoneBookStore(settings.State.Open(), terminal.Time).Load().Lookup(), name);
        PhoneLogText.Print(terminal, new PhoneLogStore(settings.State.Directory).Read(mac, text, int.MaxValue));
        return ExitCode.Done;
    }

    /// <summary>Where Asterisk cannot be asked, what was seen last is better than nothing.</summary>
    private static async Task<PhoneList> ReadAsync(Terminal terminal, SitePhones phones, ImmutableHashSet<MacAddress>? only, CancellationToken cancellationToken)
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

    private static async Task<PhoneList> ReadAsync(SitePhones phones, ImmutableHashSet<MacAddress>? only, CancellationToken cancellationToken) =>
        Select(PhoneList.Of(await phones.Follower.ReadAsync(cancellationToken)), only);

    private static PhoneList Select(PhoneList list, ImmutableHashSet<MacAddress>? only) =>
        only is null ? list : list with { Phones = [.. list.Phones.Where(p => only.Contains(p.Mac))], Unmanaged = [] };
}
