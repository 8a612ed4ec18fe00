using System.CommandLine;

namespace Reconciler.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    public const string DefaultAgentFile = "/etc/reconciler/agent.yaml";

    /// <summary>The folder of a site's specs.</summary>
    public static Argument<DirectoryInfo> SiteFolder() => new("DIR")
    {
        Description = "The folder that holds site.yaml.",
        DefaultValueFactory = _ => new DirectoryInfo("."),
    };

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
