using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Cli.Commands;

/// <summary>Shared by the commands that leave a control file for the next run.</summary>
internal static class ControlCommand
{
    /// <summary>Lets <paramref name="act"/> write the control and prints the sentence that it returns.</summary>
    public static ExitCode Run(Terminal terminal, FileInfo config, Func<Controls, string> act) => Run(terminal, config, (controls, _) => act(controls));

    /// <summary>A command with no argument of its own.</summary>
    public static Command Plain(Terminal terminal, string name, string description, Func<Controls, string> act) => Plain(terminal, name, description, (controls, _) => act(controls));

    /// <summary>The same for one that has to know the state directory too.</summary>
    public static Command Plain(Terminal terminal, string name, string description, Func<Controls, string, string> act)
    {
        var config = CommonOptions.Config();
        var command = new Command(name, description) { config };
        command.SetAction(parsed => (int)Run(terminal, parsed.GetValue(config)!, act));
        return command;
    }

    /// <param name="terminal">Where the sentence goes.</param>
    /// <param name="config">The agent's file.</param>
    /// <param name="act">Takes the controls and the state directory.</param>
    public static ExitCode Run(Terminal terminal, FileInfo config, Func<Controls, string, string> act)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        terminal.Out.WriteLine(act(new Controls(settings.State.Directory), settings.State.Directory));
        return ExitCode.Done;
    }
}
