using System.CommandLine;
using Reconciler.Cli.Output;

namespace Reconciler.Cli.Commands;

/// <summary><c>rollback</c>: serve an earlier commit until <c>resume</c>.</summary>
internal static class RollbackCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var revision = new Argument<string>("REV") { Description = "A commit that was fetched; 'reconciler status' lists those that were live." };
        var command = new Command("rollback", "Serve an earlier commit, whatever the branch says, until 'resume'.\nExample: reconciler rollback 2b6f...") { revision, config };
        command.SetAction(parsed => (int)ControlCommand.Run(terminal, parsed.GetValue(config)!, controls => controls.Rollback(parsed.GetValue(revision)!)));
        return command;
    }
}
