using Reconciler.Reconciliation.Status;

namespace Reconciler.Cli.Usage;

/// <summary>
/// Runs a command that reads and computes on a thread of its own, so that a signal is seen at once; the command looks at the token between the things that it reads.
/// </summary>
internal static class Interruptible
{
    public static async Task<int> RunAsync(Func<ExitCode> command, CancellationToken cancellationToken) => (int)await Task.Run(command, cancellationToken);
}
