using System.CommandLine;
using Reconciler.Cli.Output;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary><c>rollout resume</c> and <c>rollout abort</c>: what a person decides about a change that goes to the phones in waves.</summary>
internal static class RolloutCommand
{
    public static Command Create(Terminal terminal) => new("rollout", "Decide about a change that reaches the phones in waves.\nExample: reconciler rollout resume --config /etc/reconciler/agent.yaml")
    {
        Plain(terminal, "resume", "Go on with the next wave although this one is not proved or its window is closed, or begin anew one that went back.", controls => controls.ResumeRollout()),
        Plain(terminal, "abort", "End the rollout: every phone gets back what it had before it.", controls => controls.AbortRollout()),
    };

    private static Command Plain(Terminal terminal, string name, string description, Func<SiteControls, string> act) =>
        ControlCommand.Plain(terminal, name, $"{description}\nExample: reconciler rollout {name} --config /etc/reconciler/agent.yaml", act);
}
