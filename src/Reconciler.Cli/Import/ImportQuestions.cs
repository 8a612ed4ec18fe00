using Reconciler.Cli.Output;
using Reconciler.Core.Fleets;
using Reconciler.Import;
using Spectre.Console;

namespace Reconciler.Cli.Import;

/// <summary>Asks what the options leave open, where a person sits at a terminal; a script is never asked, and gets the defaults or is told which option it lacks.</summary>
/// <param name="console">Null: nobody is there to answer.</param>
internal sealed class ImportQuestions(IAnsiConsole? console)
{
    private const string Keep = "keep the passwords that the phones have";
    private const string Other = "another model";
    private const string Unknown = "I do not know";
    private const string Derive = "derive new ones, and accept the old ones until each phone has moved (--rotate)";

    /// <summary>Asks nothing: a comparison leaves open what is open.</summary>
    public static ImportQuestions Nobody { get; } = new(console: null);

    /// <summary>Questions are no results: they go to the error stream.</summary>
    public static ImportQuestions For(Terminal terminal) => new(
        terminal.CanAsk ? AnsiConsole.Create(new AnsiConsoleSettings { Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(terminal.Error) }) : null);

    /// <summary>The folder of the specs; null: nobody answers.</summary>
    /// <param name="problemOf">Why a folder cannot be taken, in a sentence; null: it can.</param>
    public string? Output(Func<string, string?> problemOf) => Folder("Where do the specs go, which become the repository?", "phones", problemOf);

    /// <summary>The folder of the passwords; null: nobody answers.</summary>
    /// <param name="count">How many were found, as <c>12 passwords</c>.</param>
    /// <param name="problemOf">Why a folder cannot be taken, in a sentence; null: it can.</param>
    public string? Secrets(string count, Func<string, string?> problemOf) => Folder($"{count} were found, which belong into no repository. Where do they go?", "secrets", problemOf);

    /// <summary>The site's name; null: nobody answers.</summary>
    public string? Site(string usual, Func<string, string?> problemOf) => console?.Prompt(
        new TextPrompt<string>("What is the site called?").DefaultValue(usual).Validate(name => Judge(problemOf(name))));

    /// <summary>Whether passwords are derived anew; null: nobody answers.</summary>
    public bool? Rotate() => console is null ? null : console.Prompt(
        new SelectionPrompt<string>().Title("Shall the specs keep the passwords that the phones have, or derive new ones?").AddChoices(Keep, Derive)) == Derive;

    /// <summary>The name of a phone's model; null: nobody answers or knows.</summary>
    /// <param name="phone">The phone, of which no file says it.</param>
    /// <param name="fitting">The models to choose from; another one can be typed.</param>
    /// <param name="problemOf">Why a name is none of a model, in a sentence; null: it is one.</param>
    public string? Model(UnknownPhone phone, IReadOnlyList<PhoneModel> fitting, Func<string, string?> problemOf)
    {
        if (console is null)
        {
            return null;
        }

        var choice = console.Prompt(new SelectionPrompt<string>()
            .Title(Markup.Escape($"No file says which model the phone {phone.Mac.WithColons} is ({phone.File}:{phone.Line}). Which one is it?"))
            .AddChoices([.. fitting.Select(m => m.Name), Other, Unknown]));
        return choice switch
        {
            Unknown => null,
            Other => console.Prompt(new TextPrompt<string>("Its model, as SPA504G:").Validate(name => Judge(problemOf(name)))),
            _ => choice,
        };
    }

    private string? Folder(string question, string usual, Func<string, string?> problemOf) => console is null ? null : Path.GetFullPath(console.Prompt(
        new TextPrompt<string>(question).DefaultValue(usual).Validate(folder => Judge(problemOf(Path.GetFullPath(folder))))));

    private static ValidationResult Judge(string? problem) => problem is null ? ValidationResult.Success() : ValidationResult.Error(Markup.Escape(problem));
}
