using System.CommandLine;
using Reconciler.Cli.Usage;
using Reconciler.Host.Disk;

namespace Reconciler.Cli.Import;

/// <summary>The options of every form of <c>import</c>.</summary>
internal sealed class ImportOptions
{
    private readonly Option<DirectoryInfo?> _output = new("--out", "-o") { Description = "Where to write the specs; must be empty or not exist.", HelpName = "DIR" };
    private readonly Option<DirectoryInfo?> _secrets = new("--secrets") { Description = "Where to write the passwords that were found, for the agent's secrets directory; never in the repository.", HelpName = "DIR" };
    private readonly Option<DirectoryInfo?> _asterisk = new("--asterisk-out") { Description = "Where to write what stays of Asterisk's own files: without what the specs say, and with the lines that include what Reconciler publishes.", HelpName = "DIR" };
    private const string UsualSite = "site";

    private readonly Option<string> _site = new("--site") { Description = "The site's name.", DefaultValueFactory = _ => UsualSite, HelpName = "NAME" };
    private readonly Option<bool> _check = new("--check") { Description = "Write nothing: only compare what the specs would render with what is there; exit code 1 where something would not be carried over." };
    private readonly Option<bool> _rotate = new("--rotate") { Description = "Derive new passwords, and accept the old ones beside them until the phones have moved (pjsip)." };

    private readonly Option<string[]> _models = new("--model") { Description = "The model of a phone that no file says, as 001122334455=SPA504G; may be given several times. Default: the smallest model that its file fits.", HelpName = "MAC=MODEL" };

    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_secrets);
        command.Add(_asterisk);
        command.Add(_site);
        command.Add(_check);
        command.Add(_rotate);
        command.Add(_models);
    }

    /// <summary>The choices as they were given, and as the rest is answered.</summary>
    /// <exception cref="UsageException">They cannot be followed.</exception>
    public ImportChoices Read(ParseResult parsed, ImportQuestions questions)
    {
        var (check, output, site) = (parsed.GetValue(_check), parsed.GetValue(_output)?.FullName, parsed.GetValue(_site)!);
        RefuseIf(ProblemOfSite(site));
        if (!check)
        {
            output ??= questions.Output(ProblemOfOutput) ?? throw new UsageException("Say where the specs go (--out DIR), or only compare (--check).");
            RefuseIf(ProblemOfOutput(output));
            site = IsGiven(parsed, _site) ? site : questions.Site(UsualSite, ProblemOfSite) ?? site;
        }

        var rotate = parsed.GetValue(_rotate) || (!check && !IsGiven(parsed, _rotate) && questions.Rotate() is true);
        var choices = new ImportChoices(output, parsed.GetValue(_secrets)?.FullName, parsed.GetValue(_asterisk)?.FullName, site, check, rotate, new ModelAnswers(parsed.GetValue(_models) ?? [], check ? ImportQuestions.Nobody : questions));
        RefuseIf(choices.Secrets is { } secrets && output is not null ? ProblemOfSecrets(secrets, output) : null);
        RefuseIf(choices.Asterisk is { } asterisk && output is not null ? ProblemOfAsterisk(asterisk, output) : null);
        return choices;
    }

    /// <summary>Why the passwords cannot go to a folder, in a sentence; null: they can.</summary>
    public static string? ProblemOfSecrets(string secrets, string output) =>
        FolderPath.IsIn(secrets, output) ? "The passwords must not lie in the repository; name another folder for --secrets." : null;

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static void RefuseIf(string? problem)
    {
        if (problem is not null)
        {
            throw new UsageException(problem);
        }
    }

    private static string? ProblemOfSite(string name) =>
        name.Length is 0 or > 64 || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? $"'{name}' is no name of a site; use letters, digits, dots, dashes and underscores."
            : null;

    private static string? ProblemOfOutput(string output) => HoldsSomething(output) ? $"{output} is not empty; name a new folder." : null;

    private static string? ProblemOfAsterisk(string asterisk, string output) =>
        FolderPath.IsIn(asterisk, output) ? "Asterisk's own files hold passwords, which must not lie in the repository; name another folder for --asterisk-out."
        : HoldsSomething(asterisk) ? $"{asterisk} is not empty; name a new folder for --asterisk-out."
        : null;

    private static bool HoldsSomething(string folder) => Directory.Exists(folder) && UserFiles.Make(folder, () => Directory.EnumerateFileSystemEntries(folder).Any());
}

/// <summary>The choices of an import.</summary>
/// <param name="Output">The folder of the specs; null: none was named.</param>
/// <param name="Secrets">The folder of the passwords; null: none was named.</param>
/// <param name="Asterisk">The folder of what stays of Asterisk's files; null: it is not asked for.</param>
/// <param name="Site">The site's name.</param>
/// <param name="Check">Only compare.</param>
/// <param name="Rotate">Derive new passwords.</param>
/// <param name="Models">The models that no file says.</param>
internal sealed record ImportChoices(string? Output, string? Secrets, string? Asterisk, string Site, bool Check, bool Rotate, ModelAnswers Models);
