using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Agent;
using Reconciler.Git;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Benchmarks;

/// <summary>Times the real program on a generated fleet: cold, with nothing new, and the push of one phone to an agent that runs. Prints a Markdown table.</summary>
internal sealed class FleetBenchmark(string program, int phones, TextWriter output)
{
    private const int Repetitions = 5;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var generator = new FleetGenerator(phones);
        using var folder = new TemporaryFolder();
        var repository = folder.PathOf("phones.git");
        var files = generator.Files().ToDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text), StringComparer.Ordinal);
        RepositorySeed.CreateBare(repository, "main", files, "Generated fleet", TimeProvider.System);

        var start = await MedianAsync(_ => TimeAsync(["--version"], cancellationToken));
        var cold = await MedianAsync(i => TimeAsync(["reconcile", "--config", AgentFile(folder, repository, $"cold{i}")], cancellationToken));
        var config = AgentFile(folder, repository, "cold0");
        var idle = await MedianAsync(_ => TimeAsync(["reconcile", "--config", config], cancellationToken));
        var work = await ChangedCheckoutAsync(folder, generator, repository, cancellationToken);
        var validate = await MedianAsync(_ => TimeAsync(["validate", work], cancellationToken));
        var plan = await MedianAsync(_ => TimeAsync(["plan", work], cancellationToken));
        var push = await PushAsync(config, folder, generator, repository, cancellationToken);

        var machine = $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB";
        await output.WriteLineAsync($"| {phones.ToString("N0", CultureInfo.InvariantCulture)} phones, {machine}; median of {Repetitions} | wall | peak memory |\n| --- | --- | --- |");
        await output.WriteLineAsync(Row("process start (`--version`)", start));
        await output.WriteLineAsync(Row("whole `reconcile`, cold, without Asterisk", cold));
        await output.WriteLineAsync(Row("`reconcile` with nothing new", idle));
        await output.WriteLineAsync(Row("`validate` of a checkout", validate));
        await output.WriteLineAsync(Row("`plan` of one changed phone", plan));
        await output.WriteLineAsync($"| push of one phone, agent running, fetch to record | {push.TotalMilliseconds:F0} ms | |");
    }

    /// <summary>A working tree in which one phone's file was edited.</summary>
    private static async Task<string> ChangedCheckoutAsync(TemporaryFolder folder, FleetGenerator generator, string repository, CancellationToken cancellationToken)
    {
        var work = folder.PathOf("review");
        await Processes.RunSuccessfullyAsync("git", ["clone", "-q", repository, work], cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(work, FleetGenerator.PathOf(0)), generator.Phone(0) + "stationName: Changed\n", cancellationToken);
        return work;
    }

    private static string Row(string what, Figures figures) => string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {figures.Wall.TotalMilliseconds:F0} ms | {figures.PeakBytes / 1e6:F0} MB |");

    private static async Task<Figures> MedianAsync(Func<int, Task<Figures>> measure)
    {
        var runs = new List<Figures>();
        for (var i = 0; i < Repetitions; i++)
        {
            runs.Add(await measure(i));
        }

        return new Figures(runs.Select(r => r.Wall).Order().ElementAt(Repetitions / 2), runs.Select(r => r.PeakBytes).Order().ElementAt(Repetitions / 2));
    }

    private async Task<Figures> TimeAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var result = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var peak = await PeakAsync(process, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var wall = clock.Elapsed;
        await result;
        return process.ExitCode == 0 ? new Figures(wall, peak) : throw new InvalidOperationException(await errors);
    }

    /// <summary>The kernel's own high-water mark, read while the process lives; its last reading is at most 5 ms old.</summary>
    private static async Task<long> PeakAsync(Process process, CancellationToken cancellationToken)
    {
        long peak = 0;
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended between the question and the reading.
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        }

        return peak;
    }

    private static async Task<TimeSpan> PushAsync(string config, TemporaryFolder folder, FleetGenerator generator, string repository, CancellationToken cancellationToken)
    {
        var settings = AgentFileReader.Read(config, new Dictionary<string, string>(StringComparer.Ordinal)).Settings!;
        await using var agent = SiteAgent.Open(settings, new Dictionary<string, string>(StringComparer.Ordinal), TimeProvider.System, NullLoggerFactory.Instance);
        await agent.RunAsync(cancellationToken);
        var work = folder.PathOf("work");
        await Processes.RunSuccessfullyAsync("git", ["clone", "-q", repository, work], cancellationToken);
        var path = Path.Combine(work, FleetGenerator.PathOf(0));
        var times = new List<TimeSpan>();
        for (var i = 0; i <= Repetitions; i++)
        {
            await File.WriteAllTextAsync(path, generator.Phone(0) + $"stationName: S{i}\n", cancellationToken);
            await Processes.RunSuccessfullyAsync("git", ["-C", work, "-c", "user.name=b", "-c", "user.email=b@example.com", "commit", "-qam", "change"], cancellationToken);
            await Processes.RunSuccessfullyAsync("git", ["-C", work, "push", "-q"], cancellationToken);
            var clock = Stopwatch.StartNew();
            var outcome = await agent.RunAsync(cancellationToken);
            times.Add(clock.Elapsed);
            if (outcome.PhonesChanged != 1)
            {
                throw new InvalidOperationException($"{outcome.Message} {string.Join('\n', outcome.Diagnostics.Take(3))}");
            }
        }

        // The first one pays for compiling code; an agent pays that once.
        return times.Skip(1).Order().ElementAt(Repetitions / 2);
    }

    private static string AgentFile(TemporaryFolder folder, string repository, string name)
    {
        var home = folder.MakeFolder(name);
        var key = Path.Combine(home, "master.key");
        if (!File.Exists(key))
        {
            File.WriteAllText(key, new string('k', 48));
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return folder.Write($"{name}/agent.yaml", $$"""
            repository: { url: {{repository}}, branch: main }
            served: { directory: {{home}}/srv }
            asterisk: { directory: {{home}}/asterisk }
            secrets: { masterKeyFile: {{key}} }
            state: { directory: {{home}}/state }
            phones: { resync: none }

            """);
    }

    private sealed record Figures(TimeSpan Wall, long PeakBytes);
}
