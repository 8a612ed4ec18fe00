using System.CommandLine;
using Reconciler.Cli.Output;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reconciliation;

namespace Reconciler.Cli.Commands;

/// <summary><c>rollback</c>: serve an earlier commit until <c>resume</c>.</summary>
internal static class RollbackCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var commit = new Argument<string>("COMMIT") { Description = "The full id of a commit that the mirror has; 'reconciler status' lists those that were live." };
        var command = new Command("rollback", "Serve an earlier commit, whatever the branch says, until 'resume'.\nExample: reconciler rollback 2b6f...") { commit, config };
        command.SetAction(parsed => (int)ControlCommand.Run(terminal, parsed.GetValue(config)!, controls =>
        {
            var text = parsed.GetValue(commit)!;
            if (!CommitId.TryParse(text, out var id))
            {
                throw new UsageException($"'{text}' is no full commit id of 40 hex digits; 'reconciler status' prints them.");
            }

            controls.Write(Control.Rollback, id.ToString());
            return $"The next run serves {id.Abbreviated}; 'reconciler resume' follows the branch again.";
        }));
        return command;
    }
}
