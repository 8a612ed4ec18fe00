using Reconciler.Testing;

namespace Reconciler.Cli.Tests;

/// <summary>The program as it is shipped: a process of its own, without a terminal.</summary>
internal static class Shipped
{
    // What a stack trace looks like, in any language of the runtime's messages.
    private const string TraceLine = "\n   at ";

    /// <summary>The program's own command line, for programs that start others.</summary>
    public static IReadOnlyList<string> Command => ShippedProgram.Command;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<ProcessResult> RunAsync(params string[] arguments) => RunAsync(arguments, null);

    /// <summary>Runs it to its end. Whatever it was asked, it never answers with a stack trace.</summary>
    public static async Task<ProcessResult> RunAsync(IEnumerable<string> arguments, ProcessOptions? options)
    {
        var result = await Processes.RunAsync(Command[0], [.. Command.Skip(1), .. arguments], options, Token);
        Assert.DoesNotContain(TraceLine, "\n" + result.Output + "\n" + result.Errors, StringComparison.Ordinal);
        return result;
    }

    /// <summary>Waits until a daemon says something; fails with what it said instead.</summary>
    public static async Task SaysAsync(this RunningProcess process, string text)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(Patience);
        try
        {
            await process.WaitForOutputAsync(text, deadline.Token);
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            Assert.Fail($"It did not say '{text}' but:\n{process.Output}");
        }
    }

    /// <summary>Starts it as a daemon.</summary>
    public static RunningProcess Start(IEnumerable<string> arguments, ProcessOptions? options = null) =>
        RunningProcess.Start(Command[0], [.. Command.Skip(1), .. arguments], options);
}
