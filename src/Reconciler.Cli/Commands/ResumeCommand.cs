using System.CommandLine;
using Reconciler.Cli.Output;

namespace Reconciler.Cli.Commands;

/// <summary><c>resume</c>: ends a suspension and a rollback.</summary>
internal static class ResumeCommand
{
    public static Command Create(Terminal terminal) => ControlCommand.Plain(
        terminal,
        "resume",
        "End a suspension or a rollback: the next run follows the branch again.\nExample: reconciler resume",
        controls => controls.Resume());
}
