using System.CommandLine;
using System.Globalization;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Support;
using Reconciler.Cli.Usage;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>support</c>: what a maker's support asks for about a phone, in one archive. Nothing is asked of the network.</summary>
internal static class SupportCommand
{
    private const string About = """
        Bundle what a maker's support asks for about a phone: its profile, what happened to it, what it fetched and said, versions and runs. Secrets are masked.
        Example: reconciler support 00:25:84:06:11:56
        """;

    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var name = new Argument<string>(PhoneArgument.Name) { Description = "A MAC address, an extension or a name." };
        var output = new Option<FileInfo?>("--out", "-o") { Description = "The archive; must not exist. Default: a file in this folder, named by the phone and the time.", HelpName = "FILE" };
        var command = new Command("support", About) { name, output, config };
        command.SetAction((parsed, stop) => Interruptible.RunAsync(() => Run(terminal, parsed.GetValue(config)!, parsed.GetValue(name)!, parsed.GetValue(output)), stop));
        return command;
    }

    private static ExitCode Run(Terminal terminal, FileInfo config, string name, FileInfo? output)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        using var log = new TerminalLogger(terminal, verbose: false);
        using var agent = SiteAgent.Open(settings, terminal.Environment, terminal.Time, log);
        var mac = PhoneArgument.OneOrUnknown(() => new PhoneBookStore(settings.State.Open(), terminal.Time).Load().Lookup(), name);
        var bundle = new SupportBundle(agent, settings, mac, terminal.Time);
        if (!bundle.IsKnown)
        {
            throw new UsageException($"'{name}': no published phone has this MAC address, and none was seen with it. 'reconciler phones' lists them.");
        }

        var path = output?.FullName ?? Path.GetFullPath(string.Create(CultureInfo.InvariantCulture, $"reconciler-support-{mac}-{terminal.Time.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}.tar.gz"));
        var files = UserFiles.Make(path, () =>
        {
            using var file = UserFiles.CreatePrivate(path);
            return bundle.Write(file);
        });
        terminal.Out.WriteLine($"{path}: {string.Join(", ", files)}; secrets masked");
        return ExitCode.Done;
    }
}
