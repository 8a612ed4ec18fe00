using System.CommandLine;

namespace Reconciler.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    public const string DefaultAgentFile = "/etc/reconciler/agent.yaml";

    /// <summary>The folder of a site's specs.</summary>
    public static Argument<DirectoryInfo> SiteFolder()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "The folder that holds site.yaml.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        RefuseWhatIsNoFolder(folder);
        return folder;
    }

    /// <summary>An option that there is not would be taken for a folder, and an empty word, of a variable that is not set, for none.</summary>
    public static void RefuseWhatIsNoFolder(Argument<DirectoryInfo> folder) => folder.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Select(t => t.Value))
        {
            if (token.Length == 0)
            {
                result.AddError($"{folder.Name} is empty; name a folder, or leave it out.");
            }
            else if (token.StartsWith("--", StringComparison.Ordinal))
            {
                result.AddError($"There is no option '{token}' here.");
            }
        }
    });

    /// <summary>The agent's file.</summary>
    public static Option<FileInfo> Config() => new("--config", "-c")
    {
        Description = "The agent's file.",
        DefaultValueFactory = _ => new FileInfo(DefaultAgentFile),
        HelpName = "agent.yaml",
    };

    public static Option<string> Format(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "How to print the result.", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
