using System.Diagnostics;
using Reconciler.Testing;

namespace Reconciler.Benchmarks;

/// <summary>The program as it ships, published into a folder of its own: what is measured is what is installed.</summary>
internal sealed class PublishedProgram(string path)
{
    /// <summary>Where it is.</summary>
    public string Path => path;

    public static async Task<PublishedProgram> PublishAsync(string folder, CancellationToken cancellationToken)
    {
        var project = System.IO.Path.Combine(Checkout.Root, "src", "Reconciler.Cli");
        await Processes.RunSuccessfullyAsync(
            "dotnet", ["publish", project, "--configuration", "Release", "--runtime", "linux-x64", "--output", folder], cancellationToken);
        return new PublishedProgram(System.IO.Path.Combine(folder, "reconciler"));
    }

    /// <summary>The medians of several runs, each with the arguments that <paramref name="arguments"/> gives for its number.</summary>
    public async Task<Figures> MeasureAsync(Func<int, string[]> arguments, CancellationToken cancellationToken)
    {
        var runs = new List<Figures>();
        for (var i = 0; i < Figures.Repetitions; i++)
        {
            runs.Add(await RunAsync(arguments(i), cancellationToken));
        }

        return Figures.MedianOf(runs);
    }

    private async Task<Figures> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
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
}
