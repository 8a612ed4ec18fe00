using Reconciler.Benchmarks.Scale;
using Reconciler.Testing;
using Reconciler.Testing.Hostile;

namespace Reconciler.Benchmarks.Hostile;

/// <summary>Measures <c>validate</c> of folders and commits that were made to cost as much as can be: a row each, for docs/security.md.</summary>
internal sealed class HostileBenchmark(PublishedProgram program, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("| what is pushed | wall | CPU | most memory | output |\n| --- | --- | --- | --- | --- |");
        foreach (var hostile in HostileFolder.All)
        {
            using var folder = new TemporaryFolder();
            hostile.WriteTo(folder);
            await RowAsync(hostile.What, [folder.FullPath], cancellationToken);
        }

        foreach (var hostile in HostileCommit.All)
        {
            using var folder = new TemporaryFolder();
            var repository = folder.PathOf("hostile.git");
            await hostile.WriteToAsync(repository, cancellationToken);
            await RowAsync(hostile.What, [repository, "--rev", "main"], cancellationToken);
        }
    }

    private async Task RowAsync(string what, string[] arguments, CancellationToken cancellationToken)
    {
        var (measured, result) = await MeasuredProcess.RunToAnyEndAsync(program.Path, ["validate", .. arguments], cancellationToken);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var verdict = lines.Length == 0 ? "nothing" : lines[^1];
        await output.WriteLineAsync((measured with { Calls = $"{lines.Length} lines, {verdict}" }).Row(what));
    }
}
