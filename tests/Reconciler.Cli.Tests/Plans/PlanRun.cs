using Microsoft.Extensions.Time.Testing;
using Reconciler.Cli.Commands;
using Reconciler.Cli.Output;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Plans;

/// <summary>One run of the program in this process, with a step summary of its own.</summary>
internal sealed record PlanRun(int ExitCode, string Out, string Error, string Summary)
{
    // A Wednesday, nine in the morning in Chicago.
    private static readonly DateTimeOffset Afternoon = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    public static async Task<PlanRun> OfAsync(string[] args, bool colour = false)
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var summary = folder.PathOf("summary.md");
        var terminal = new Terminal(output, error)
        {
            HasColour = colour,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["GITHUB_STEP_SUMMARY"] = summary },
            Time = new FakeTimeProvider(Afternoon),
        };
        var code = await CommandLine.RunAsync(args, terminal, TestContext.Current.CancellationToken);
        return new PlanRun((int)code, output.ToString(), error.ToString(), File.Exists(summary) ? await File.ReadAllTextAsync(summary) : "");
    }
}
