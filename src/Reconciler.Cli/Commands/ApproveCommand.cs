using System.CommandLine;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Digests;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Cli.Commands;

/// <summary><c>approve</c>: lets the plan of this hash pass the guard.</summary>
internal static class ApproveCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var hash = new Argument<string>("HASH") { Description = "The plan's hash, as the refusal printed it." };
        var command = new Command("approve", "Let a plan that the guard refused be applied.\nExample: reconciler approve 3f5a...") { hash, config };
        command.SetAction(parsed => (int)ControlCommand.Run(terminal, parsed.GetValue(config)!, (controls, state) =>
        {
            var text = parsed.GetValue(hash)!;
            if (!Digest.TryParse(text, out var digest))
            {
                throw new UsageException($"'{text}' is no plan hash; it has 64 hex digits, and the refusal printed it.");
            }

            controls.AddLine(Control.Approve, digest.ToString());
            return Waits(state, digest.ToString())
                ? "The next run lets that plan pass."
                : "Noted: a plan with this hash passes when a run comes to it. None waits for it now; 'reconciler status' says what does.";
        }));
        return command;
    }

    private static bool Waits(string stateDirectory, string hash)
    {
        var state = new StateStore(stateDirectory).Load();
        return state.HostChange?.Hash == hash || state.Conditions.Any(c => c.Message.Contains(hash, StringComparison.Ordinal));
    }
}
