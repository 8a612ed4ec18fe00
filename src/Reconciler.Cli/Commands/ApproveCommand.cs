using System.CommandLine;
using Reconciler.Cli.Output;

namespace Reconciler.Cli.Commands;

/// <summary><c>approve</c>: lets the plan of this hash pass the guard.</summary>
internal static class ApproveCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var hash = new Argument<string>("HASH") { Description = "The plan's hash, as the refusal printed it." };
        var command = new Command("approve", "Let a plan that the guard refused be applied.\nExample: reconciler approve 3f5a...") { hash, config };
        command.SetAction(parsed => (int)ControlCommand.Run(terminal, parsed.GetValue(config)!, controls => controls.Approve(parsed.GetValue(hash)!)));
        return command;
    }
}
