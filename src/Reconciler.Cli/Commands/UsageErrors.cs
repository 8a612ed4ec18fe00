using System.CommandLine;
using System.CommandLine.Parsing;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Cli.Commands;

/// <summary>The faults of a command line. A word that nothing is called explains whatever else is missing, so it is said alone.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] options = [.. UnknownOptions(parsed)];
        if (options.Length > 0)
        {
            return [.. options.Select(word => Sentence($"There is no option '{word}' here.", word, OptionsOf(command)))];
        }

        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var first, ..])
        {
            return [Sentence($"There is no command '{first}'.", first, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))];
        }

        return [.. parsed.Errors.Select(error => error.Message)];
    }

    // An option that there is not is taken for an argument where the command has one.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .Where(word => word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal))
            .Select(word => word.Split('=')[0])
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> OptionsOf(Command command) => command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)).Append("--help");

    private static string Sentence(string fault, string word, IEnumerable<string> known) => Suggestion.DidYouMean(word, known) is { } hint ? $"{fault} {hint}" : fault;
}
