using System.CommandLine;
using System.Globalization;
using Reconciler.Cli.Import;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Reading;
using Reconciler.Host.Disk;
using Reconciler.Import;
using Reconciler.Import.Inputs;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>import</c>: specs of what was there before Reconciler.</summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Dumps and profiles of phones, tables (CSV) and Asterisk's .conf files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo?>("--out", "-o") { Description = "Where to write the specs; must be empty or not exist.", HelpName = "DIR" };
        var secrets = new Option<DirectoryInfo?>("--secrets") { Description = "Where to write the passwords that were found, for the agent's secrets directory; never in the repository.", HelpName = "DIR" };
        var site = new Option<string>("--site") { Description = "The site's name.", DefaultValueFactory = _ => "site", HelpName = "NAME" };
        var check = new Option<bool>("--check") { Description = "Write nothing: only compare what the specs would render with what is there; exit code 1 where something would not be carried over." };
        var rotate = new Option<bool>("--rotate") { Description = "Derive new passwords, and accept the old ones beside them until the phones have moved (pjsip)." };
        var command = new Command("import", "Make specs of phones and an Asterisk that were set up by hand.\nExample: reconciler import /srv/tftp /etc/asterisk --out phones --secrets /etc/reconciler/secrets")
        {
            paths, output, secrets, site, check, rotate,
        };
        command.SetAction((parsed, stop) => Interruptible.RunAsync(
            () => Run(
                terminal,
                new Choices(parsed.GetValue(paths)!, parsed.GetValue(output)?.FullName, parsed.GetValue(secrets)?.FullName, parsed.GetValue(site)!, parsed.GetValue(check), parsed.GetValue(rotate))),
            stop));
        return command;
    }

    private static ExitCode Run(Terminal terminal, Choices choices)
    {
        Refuse(choices);
        var result = FleetImport.Run(new ImportRequest
        {
            Files = ImportFolders.Read(choices.Paths),
            Reader = new FleetReader(new SpecLoader(), new QuartzWindowClock()),
            SiteName = choices.Site,
            Rotate = choices.Rotate,
        });
        foreach (var finding in result.Findings)
        {
            terminal.Error.WriteLine(finding);
        }

        if (result.IsRefused)
        {
            terminal.Error.WriteLine("refused: nothing was written; correct or leave out what is named above, or name files of phones or Asterisk.");
            return ExitCode.Invalid;
        }

        var left = result.Findings.Count(f => f.Kind == FindingKind.Left);
        if (choices.Check)
        {
            terminal.Out.WriteLine(Summary(result, left));
            return left > 0 ? ExitCode.Differences : ExitCode.Done;
        }

        Write(choices, result);
        terminal.Out.WriteLine(Summary(result, left));
        terminal.Out.WriteLine($"{DiagnosticPrinter.Count(result.Specs.Count, "file")} in {choices.Output}{(result.Secrets.Count > 0 ? $", {DiagnosticPrinter.Count(result.Secrets.Count, "secret")} in {choices.Secrets}" : "")}");
        return ExitCode.Done;
    }

    private static void Refuse(Choices choices)
    {
        if (choices.Site.Length is 0 or > 64 || !char.IsAsciiLetterOrDigit(choices.Site[0]) || !choices.Site.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            throw new UsageException($"'{choices.Site}' is no name of a site; use letters, digits, dots, dashes and underscores.");
        }

        if (choices.Check)
        {
            return;
        }

        var output = choices.Output ?? throw new UsageException("Say where the specs go (--out DIR), or only compare (--check).");
        if (Directory.Exists(output) && UserFiles.Make(output, () => Directory.EnumerateFileSystemEntries(output).Any()))
        {
            throw new UsageException($"{output} is not empty; name a new folder.");
        }

        if (choices.Secrets is { } secrets && FolderPath.IsIn(secrets, output))
        {
            throw new UsageException("The passwords must not lie in the repository; name another folder for --secrets.");
        }
    }

    private static void Write(Choices choices, ImportResult result)
    {
        if (result.Secrets.Count > 0)
        {
            var secrets = choices.Secrets
                ?? throw new UsageException($"{DiagnosticPrinter.Count(result.Secrets.Count, "password")} were found, which belong into no repository; say where they go (--secrets DIR). Nothing was written.");
            UserFiles.Make(secrets, () => Done(() => ImportFolders.WriteSecrets(secrets, result.Secrets)));
        }

        UserFiles.Make(choices.Output!, () => Done(() => ImportFolders.WriteSpecs(choices.Output!, result.Specs)));
    }

    private static bool Done(Action write)
    {
        write();
        return true;
    }

    private static string Summary(ImportResult result, int left)
    {
        var counts = result.Counts;
        var same = counts.Elements == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {counts.Same} of {counts.Elements} elements of phones are the same");
        return $"{DiagnosticPrinter.Count(counts.Phones, "phone")}, {DiagnosticPrinter.Count(counts.Extensions, "extension")}, {DiagnosticPrinter.Count(counts.Groups, "ring group")}, "
            + $"{DiagnosticPrinter.Count(counts.Routes, "route")}, {DiagnosticPrinter.Count(counts.Profiles, "profile")}{same}; {DiagnosticPrinter.Count(left, "thing")} not carried over";
    }

    private sealed record Choices(IReadOnlyList<string> Paths, string? Output, string? Secrets, string Site, bool Check, bool Rotate);
}
