using System.CommandLine;
using Reconciler.Cli.Output;

namespace Reconciler.Cli.Commands;

/// <summary><c>suspend</c>: nothing is applied until <c>resume</c>.</summary>
internal static class SuspendCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var reason = new Option<string>("--reason") { Description = "Why; shown in the status.", Required = true, HelpName = "TEXT" };
        var command = new Command("suspend", "Leave everything as it is until 'resume'.\nExample: reconciler suspend --reason \"PBX upgrade\"") { config, reason };
        command.SetAction(parsed => (int)ControlCommand.Run(terminal, parsed.GetValue(config)!, controls => controls.Suspend(parsed.GetValue(reason)!)));
        return command;
    }
}
