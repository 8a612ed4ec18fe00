using System.CommandLine;
using System.Globalization;
using Reconciler.Cli.Import;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Reading;
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
        var options = new ImportOptions();
        var command = new Command("import", "Make specs of phones and an Asterisk that were set up by hand.\nExample: reconciler import /srv/tftp /etc/asterisk --out phones --secrets /etc/reconciler/secrets") { paths };
        options.AddTo(command);
        command.Add(CreatePhone(terminal));
        command.Add(CreateAsterisk(terminal));
        command.SetAction((parsed, stop) => Interruptible.RunAsync(() =>
        {
            var questions = ImportQuestions.For(terminal);
            return Run(terminal, questions, options.Read(parsed, questions), ImportFolders.Read(parsed.GetValue(paths)!));
        }, stop));
        return command;
    }

    private static Command CreatePhone(Terminal terminal)
    {
        var addresses = new Argument<string[]>("ADDRESS") { Description = "Addresses of phones, with the port where it is not 80.", Arity = ArgumentArity.OneOrMore };
        var password = new Option<FileInfo?>("--password-file") { Description = "A file with the administrator's password, which a phone is told by digest alone. Default: none is asked for.", HelpName = "FILE" };
        var options = new ImportOptions();
        var command = new Command(
            "phone",
            "Make specs of what phones hold now, by their web servers.\nExample: reconciler import phone 192.168.2.151 --password-file admin.password --out phones --secrets /etc/reconciler/secrets") { addresses, password };
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var questions = ImportQuestions.For(terminal);
            var choices = options.Read(parsed, questions);
            var files = await RunningPhones.ReadAsync(parsed.GetValue(addresses)!, parsed.GetValue(password)?.FullName, terminal.Time, stop);
            return (int)Run(terminal, questions, choices, files);
        });
        return command;
    }

    private static Command CreateAsterisk(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var paths = new Argument<string[]>("PATH") { Description = "Dumps and profiles of phones and tables (CSV), or folders of them, to be taken over with it.", Arity = ArgumentArity.ZeroOrMore };
        var options = new ImportOptions();
        var command = new Command(
            "asterisk",
            "Make specs of what a running Asterisk has, by its AMI.\nExample: reconciler import asterisk /srv/tftp --config /etc/reconciler/agent.yaml --out phones --secrets /etc/reconciler/secrets") { paths, config };
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var questions = ImportQuestions.For(terminal);
            var choices = options.Read(parsed, questions);
            var files = ImportFolders.Read(parsed.GetValue(paths)!);
            if (files.FirstOrDefault(f => f.BaseName.EndsWith(".conf", StringComparison.OrdinalIgnoreCase)) is { } twice)
            {
                throw new UsageException($"{twice.Name} would be read twice, since Asterisk is asked for its files; leave it out, or import the files alone: reconciler import PATH.");
            }

            if (choices.Asterisk is not null)
            {
                throw new UsageException("Asterisk tells neither the comments nor the included files of its configuration, so that what stays of it cannot be written; name its files for --asterisk-out: reconciler import /etc/asterisk.");
            }

            if (!HostFiles.TryRead(terminal, parsed.GetValue(config)!, out var settings))
            {
                return (int)ExitCode.Usage;
            }

            return (int)Run(terminal, questions, choices, files, await RunningAsterisk.ReadAsync(settings, terminal.Time, stop));
        });
        return command;
    }

    private static ExitCode Run(Terminal terminal, ImportQuestions questions, ImportChoices choices, IReadOnlyList<InputFile> files, RunningPbx? running = null)
    {
        var result = FleetImport.Run(new ImportRequest
        {
            Files = files,
            Running = running,
            Reader = new FleetReader(new SpecLoader(), new QuartzWindowClock()),
            SiteName = choices.Site,
            ModelOf = choices.Models.Of,
            Rotate = choices.Rotate,
        });
        choices.Models.RefuseUnused();
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

        choices = Write(choices, files, result, questions);
        terminal.Out.WriteLine(Summary(result, left));
        terminal.Out.WriteLine($"{DiagnosticPrinter.Count(result.Specs.Count, "file")} in {choices.Output}{(result.Secrets.Count > 0 ? $", {DiagnosticPrinter.Count(result.Secrets.Count, "secret")} in {choices.Secrets}" : "")}{(choices.Asterisk is null ? "" : $", {DiagnosticPrinter.Count(result.AsteriskFiles.Count, "file")} of Asterisk's in {choices.Asterisk}")}");
        return ExitCode.Done;
    }

    private static ImportChoices Write(ImportChoices choices, IReadOnlyList<InputFile> files, ImportResult result, ImportQuestions questions)
    {
        var places = choices.Asterisk is null ? null : ImportFolders.Places(files, result.AsteriskFiles);
        if (result.Secrets.Count > 0)
        {
            var found = DiagnosticPrinter.Count(result.Secrets.Count, "password");
            var secrets = choices.Secrets ?? questions.Secrets(found, folder => ImportOptions.ProblemOfSecrets(folder, choices.Output!))
                ?? throw new UsageException($"{found} were found, which belong into no repository; say where they go (--secrets DIR). Nothing was written.");
            choices = choices with { Secrets = secrets };
            UserFiles.Make(secrets, () => Done(() => ImportFolders.WriteSecrets(secrets, result.Secrets)));
        }

        if (choices.Asterisk is { } asterisk)
        {
            UserFiles.Make(asterisk, () => Done(() => ImportFolders.WriteAsterisk(asterisk, places!)));
        }

        UserFiles.Make(choices.Output!, () => Done(() => ImportFolders.WriteSpecs(choices.Output!, result.Specs)));
        return choices;
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
        same += counts.Values == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {counts.SameValues} of {counts.Values} values of Asterisk's objects are the same");
        return $"{DiagnosticPrinter.Count(counts.Phones, "phone")}, {DiagnosticPrinter.Count(counts.Extensions, "extension")}, {DiagnosticPrinter.Count(counts.Groups, "ring group")}, "
            + $"{DiagnosticPrinter.Count(counts.Routes, "route")}, {DiagnosticPrinter.Count(counts.Profiles, "profile")}{same}; {DiagnosticPrinter.Count(left, "thing")} not carried over";
    }
}
