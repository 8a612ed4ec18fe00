using System.CommandLine;
using System.Text;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Documentation;

/// <summary>The page of the commands says what <c>--help</c> says: it is written from the commands by <c>UPDATE_GOLDEN=1</c>.</summary>
public sealed class CommandPageTests
{
    private static readonly string Page = Path.Combine(Checkout.Root, "docs", "reference", "commands.md");

    [Fact]
    public void Page_HasEveryCommandWithItsArgumentsAndOptions()
    {
        var expected = Render(Program.Root());
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(Page));
    }

    private static string Render(RootCommand root)
    {
        var page = new StringBuilder("# Commands of reconciler\n\nExit codes: [operation](../operation.md#exit-codes).\n");
        foreach (var (path, command) in Commands(root, "reconciler"))
        {
            page.Append($"\n## {path}{string.Concat(command.Arguments.Select(a => $" {Argument(a)}"))}\n\n{command.Description}\n");
            var rows = command.Arguments.Select(a => (Name: a.Name, Words: a.Description)).Concat(command.Options.Where(o => !o.Hidden && o.Name != "--help").Select(o => (Name: Option(o), Words: o.Description))).ToList();
            if (rows.Count > 0)
            {
                page.Append($"\n| | |\n| --- | --- |\n{string.Concat(rows.Select(r => $"| `{r.Name}` | {r.Words?.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")} |\n"))}");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<(string Path, Command Command)> Commands(Command of, string path)
    {
        foreach (var command in of.Subcommands.Where(c => !c.Hidden))
        {
            var name = $"{path} {command.Name}";
            if (command.Action is not null)
            {
                yield return (name, command);
            }

            foreach (var inner in Commands(command, name))
            {
                yield return inner;
            }
        }
    }

    private static string Argument(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]" : argument.Name;

    private static string Option(Option option) => string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name));
}
