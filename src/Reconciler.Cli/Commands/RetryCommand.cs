using System.CommandLine;
using Reconciler.Cli.Output;

namespace Reconciler.Cli.Commands;

/// <summary><c>retry</c>: lets quarantined content be tried once more.</summary>
internal static class RetryCommand
{
    public static Command Create(Terminal terminal) => ControlCommand.Plain(
        terminal,
        "retry",
        "Let the next run try again what Asterisk refused.\nExample: reconciler retry --config /etc/reconciler/agent.yaml",
        controls => controls.Retry());
}
