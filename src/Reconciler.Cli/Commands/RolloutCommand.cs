using System.CommandLine;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Cli.Commands;

/// <summary><c>rollout resume</c> and <c>rollout abort</c>: what a person decides about a change that goes to the phones in waves.</summary>
internal static class RolloutCommand
{
    public static Command Create(Terminal terminal) => new("rollout", "Decide about a change that reaches the phones in waves.\nExample: reconciler rollout resume --config /etc/reconciler/agent.yaml")
    {
        Plain(terminal, "resume", "Go on with the next wave although this one is not proved or its window is closed, or begin anew one that went back.", "The next run goes on with the rollout."),
        Plain(terminal, "abort", "End the rollout: every phone gets back what it had before it.", "The next run gives every phone back what it had."),
    };

    private static Command Plain(Terminal terminal, string name, string description, string done) => ControlCommand.Plain(
        terminal,
        name,
        $"{description}\nExample: reconciler rollout {name} --config /etc/reconciler/agent.yaml",
        (controls, state) =>
        {
            // A word that nothing is there for would be used up by the next run, and whoever gave it would wait for nothing.
            if (new StateStore(state).Load().Rollout is null)
            {
                throw new UsageException("No rollout is under way: what was published is with all its phones. 'reconciler rollback COMMIT' brings an earlier commit back.");
            }

            controls.Write(Control.Rollout, name);
            return done;
        });
}
