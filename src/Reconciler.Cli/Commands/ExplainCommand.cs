using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>explain</c>: which file, line and commit set what a phone or extension gets, and where a call goes. No key, network or program is used.</summary>
internal static class ExplainCommand
{
    private const string About = """
        Say which file and line set what a phone or extension gets, what they were laid over, which commit last touched them, and where a call goes.
        Example: reconciler explain 00:25:84:06:11:56 Station_Name --directory example-repo
        """;

    public static Command Create(Terminal terminal)
    {
        var subject = new Argument<string>("PHONE|EXTENSION|DID") { Description = "A phone by its MAC address or a name; or the number of an extension, a ring group or an inbound number." };
        var parameter = new Argument<string?>("PARAMETER")
        {
            Description = "One element of the profile (Station_Name), one option of Asterisk's (endpoint/context), or a key of the specs (timeZone); default: all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = new Option<DirectoryInfo>("--directory", "-d")
        {
            Description = "The folder that holds site.yaml.",
            DefaultValueFactory = _ => new DirectoryInfo("."),
            HelpName = "DIR",
        };
        var revision = new Option<string?>("--rev") { Description = "Explain this revision instead of the files as they are.", HelpName = "REV" };
        var all = new Option<bool>("--all") { Description = "Show the built-in values too." };
        var format = CommonOptions.Format("text", "json");
        var command = new Command("explain", About) { subject, parameter, folder, revision, all, format };
        command.SetAction((parsed, stop) => Interruptible.RunAsync(
            () =>
            {
                var question = new Question(parsed.GetValue(subject)!, parsed.GetValue(parameter), parsed.GetValue(all), parsed.GetValue(format) == "json");
                return Run(terminal, parsed.GetValue(folder)!, parsed.GetValue(revision), question, stop);
            },
            stop));
        return command;
    }

    private static ExitCode Run(Terminal terminal, DirectoryInfo folder, string? revision, Question question, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            throw new UsageException($"There is no folder {folder.FullName}; name the one that holds site.yaml.");
        }

        using var source = SiteSource.Open(folder, revision);
        var reading = new FleetReader(new SpecLoader(), new QuartzWindowClock()).ReadUntilStopped(source.Tree, source.Commit, cancellationToken);
        if (!reading.IsValid)
        {
            Refuse(terminal, question, reading);
            return ExitCode.Invalid;
        }

        var explanation = Explain(new Explainer(reading.Fleet, source.OpenHistory()), question);
        if (question.AsJson)
        {
            terminal.Out.Write(ExplanationJson.ToText(question.Subject, reading, explanation));
            return ExitCode.Done;
        }

        new ExplanationTextWriter(terminal.Out, terminal.HasColour).Write(explanation, question.Parameter is not null, question.All);
        if (explanation.MissingHistory is { } missing)
        {
            terminal.Error.WriteLine(missing);
        }

        return ExitCode.Done;
    }

    private static Explanation Explain(Explainer explainer, Question question)
    {
        var explanation = explainer.Explain(question.Subject);
        if (explanation.IsEmpty && explainer.Namesakes(question.Subject) is { IsEmpty: false } phones)
        {
            explanation = explainer.Explain(PhoneArgument.One(phones, question.Subject).Mac.ToString());
        }

        if (explanation.IsEmpty)
        {
            throw new UsageException($"There is no phone, extension, ring group or inbound number '{question.Subject}'. {explainer.Hint(question.Subject) ?? "Give a MAC address, a name, or a number as the specs write it."}");
        }

        return question.Parameter is not { } parameter
            ? explanation
            : explanation.Only(parameter) ?? throw new UsageException($"Nothing that '{question.Subject}' gets is called '{parameter}'. {explanation.Hint(parameter)}");
    }

    private static void Refuse(Terminal terminal, Question question, FleetReading reading)
    {
        if (question.AsJson)
        {
            terminal.Out.Write(ExplanationJson.ToText(question.Subject, reading, null));
            return;
        }

        DiagnosticPrinter.Print(terminal.Error, reading.Diagnostics, terminal.HasColour);
        terminal.Error.WriteLine($"invalid: {DiagnosticPrinter.Counts(reading.Diagnostics)}; nothing can be explained.");
    }

    private sealed record Question(string Subject, string? Parameter, bool All, bool AsJson);
}
