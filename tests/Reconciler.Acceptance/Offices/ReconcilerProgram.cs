using Reconciler.Testing;

namespace Reconciler.Acceptance.Offices;

/// <summary>The program that is shipped, run as its users run it: a process of its own.</summary>
internal static class ReconcilerProgram
{
    /// <summary>The command line that runs it, to be followed by its arguments.</summary>
    public static IReadOnlyList<string> Command => ShippedProgram.Command;

    /// <summary>Runs it to its end.</summary>
    /// <param name="prefix">What it is started by, such as <c>ip netns exec NAME</c>; may be empty.</param>
    /// <param name="arguments">The command and its options.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static Task<ProcessResult> RunAsync(IReadOnlyList<string> prefix, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> command = [.. prefix, .. Command, .. arguments];
        return Processes.RunAsync(command[0], command.Skip(1), null, cancellationToken);
    }
}
