using System.CommandLine;
using Reconciler.Cli.Commands;
using Reconciler.Cli.Output;

namespace Reconciler.Cli.Tests;

/// <summary>The program as a caller sees it: exit code, standard output and standard error. Runs in this process.</summary>
internal sealed record Program(int ExitCode, string Out, string Error)
{
    public static async Task<Program> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = NewTerminal(output, error);
        var code = await CommandLine.RunAsync(args, terminal, TestContext.Current.CancellationToken);
        var program = new Program((int)code, output.ToString(), error.ToString());
        Assert.DoesNotContain("   at ", program.Out + program.Error, StringComparison.Ordinal);
        return program;
    }

    /// <summary>Every command, as it is parsed.</summary>
    public static RootCommand Root() => CommandLine.CreateRoot(NewTerminal(TextWriter.Null, TextWriter.Null));

    private static Terminal NewTerminal(TextWriter output, TextWriter error) =>
        new(output, error) { Environment = new Dictionary<string, string>(StringComparer.Ordinal), Time = TimeProvider.System };
}
