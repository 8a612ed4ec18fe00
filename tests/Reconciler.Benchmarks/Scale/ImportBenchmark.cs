using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Benchmarks.Scale;

/// <summary>Measures <c>import</c> of phones' configurations, Asterisk's files and a table, as a site of that size has them: the site is rendered first, and taken over again.</summary>
internal sealed class ImportBenchmark(PublishedProgram program, int phones, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var work = await GeneratedSite.Create(folder, phones).CheckOutAsync("work", cancellationToken);
        var rendered = folder.PathOf("rendered");
        var key = folder.Write("master.key", new string('k', 48));
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await MeasuredProcess.RunAsync(program.Path, ["render", work, "--out", rendered, "--key", key], cancellationToken);
        await output.WriteLineAsync("| | wall | CPU | peak memory | |\n| --- | --- | --- | --- | --- |");
        string[] inputs = [Path.Combine(rendered, "served", "xml"), Path.Combine(rendered, "asterisk"), folder.Write("phones.csv", TableOf(work))];
        var (measured, result) = await MeasuredProcess.RunToAnyEndAsync(
            program.Path, ["import", .. inputs, "--out", folder.PathOf("specs"), "--secrets", folder.PathOf("secrets")], cancellationToken);
        await output.WriteLineAsync((measured with { Calls = result.Output.Split('\n')[0] }).Row(string.Create(CultureInfo.InvariantCulture, $"{phones:N0} phones' configurations imported")));
    }

    /// <summary>A phone's model stands in no configuration.</summary>
    private static string TableOf(string work)
    {
        var rows = Directory.EnumerateFiles(Path.Combine(work, "phones"), "*.yaml", SearchOption.AllDirectories).SelectMany(File.ReadLines).Select(line => line.Trim().TrimStart('-').Trim())
            .Where(line => line.StartsWith("mac:", StringComparison.Ordinal) || line.StartsWith("model:", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim().Trim('"'));
        return "mac;model\n" + string.Concat(rows.Chunk(2).Select(pair => $"{pair[0]};{pair[1]}\n"));
    }
}
