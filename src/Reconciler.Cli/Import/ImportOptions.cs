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
    private readonly Option<string> _site = new("--site") { Description = "The site's name.", DefaultValueFactory = _ => "site", HelpName = "NAME" };
    private readonly Option<bool> _check = new("--check") { Description = "Write nothing: only compare what the specs would render with what is there; exit code 1 where something would not be carried over." };
    private readonly Option<bool> _rotate = new("--rotate") { Description = "Derive new passwords, and accept the old ones beside them until the phones have moved (pjsip)." };

    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_secrets);
        command.Add(_asterisk);
        command.Add(_site);
        command.Add(_check);
        command.Add(_rotate);
    }

    /// <exception cref="UsageException">They cannot be followed.</exception>
    public ImportChoices Read(ParseResult parsed)
    {
        var choices = new ImportChoices(parsed.GetValue(_output)?.FullName, parsed.GetValue(_secrets)?.FullName, parsed.GetValue(_asterisk)?.FullName, parsed.GetValue(_site)!, parsed.GetValue(_check), parsed.GetValue(_rotate));
        Refuse(choices);
        return choices;
    }

    private static void Refuse(ImportChoices choices)
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

        if (choices.Asterisk is { } asterisk)
        {
            if (FolderPath.IsIn(asterisk, output))
            {
                throw new UsageException("Asterisk's own files hold passwords, which must not lie in the repository; name another folder for --asterisk-out.");
            }

            if (Directory.Exists(asterisk) && UserFiles.Make(asterisk, () => Directory.EnumerateFileSystemEntries(asterisk).Any()))
            {
                throw new UsageException($"{asterisk} is not empty; name a new folder for --asterisk-out.");
            }
        }
    }
}

/// <summary>The choices of an import.</summary>
/// <param name="Output">The folder of the specs; null: none was named.</param>
/// <param name="Secrets">The folder of the passwords; null: none was named.</param>
/// <param name="Asterisk">The folder of what stays of Asterisk's files; null: it is not asked for.</param>
/// <param name="Site">The site's name.</param>
/// <param name="Check">Only compare.</param>
/// <param name="Rotate">Derive new passwords.</param>
internal sealed record ImportChoices(string? Output, string? Secrets, string? Asterisk, string Site, bool Check, bool Rotate);
