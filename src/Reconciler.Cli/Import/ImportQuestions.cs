using Reconciler.Cli.Output;
using Spectre.Console;

namespace Reconciler.Cli.Import;

/// <summary>Asks what the options leave open, where a person sits at a terminal; a script is never asked, and gets the defaults or is told which option it lacks.</summary>
/// <param name="console">Null: nobody is there to answer.</param>
internal sealed class ImportQuestions(IAnsiConsole? console)
{
    private const string Keep = "keep the passwords that the phones have";
    private const string Derive = "derive new ones, and accept the old ones until each phone has moved (--rotate)";

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

    private string? Folder(string question, string usual, Func<string, string?> problemOf) => console is null ? null : Path.GetFullPath(console.Prompt(
        new TextPrompt<string>(question).DefaultValue(usual).Validate(folder => Judge(problemOf(Path.GetFullPath(folder))))));

    private static ValidationResult Judge(string? problem) => problem is null ? ValidationResult.Success() : ValidationResult.Error(Markup.Escape(problem));
}
