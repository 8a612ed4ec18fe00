using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Git.Mirrors;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary>Shared by the commands that leave a request for the next run.</summary>
internal static class ControlCommand
{
    /// <summary>Lets <paramref name="act"/> write the request and prints the sentence that it returns.</summary>
    public static ExitCode Run(Terminal terminal, FileInfo config, Func<SiteControls, string> act)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        try
        {
            terminal.Out.WriteLine(act(new SiteControls(settings.State.Open(), GitMirrorSettings.DirectoryIn(settings.State.Directory))));
        }
        catch (RequestRefusedException refusal)
        {
            throw new UsageException(refusal.Message);
        }

        return ExitCode.Done;
    }

    /// <summary>A command with no argument of its own.</summary>
    public static Command Plain(Terminal terminal, string name, string description, Func<SiteControls, string> act)
    {
        var config = CommonOptions.Config();
        var command = new Command(name, description) { config };
        command.SetAction(parsed => (int)Run(terminal, parsed.GetValue(config)!, act));
        return command;
    }
}
