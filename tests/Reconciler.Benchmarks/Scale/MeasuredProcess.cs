using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Testing;

namespace Reconciler.Benchmarks.Scale;

/// <summary>Runs a program by GNU time, which says what the kernel counted.</summary>
internal static partial class MeasuredProcess
{
    public static async Task<Measured> RunAsync(string path, IReadOnlyCollection<string> arguments, CancellationToken cancellationToken)
    {
        var (measured, result) = await RunToAnyEndAsync(path, arguments, cancellationToken);
        return result.ExitCode == 0 ? measured : throw new InvalidOperationException($"{path} ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
    }

    /// <summary>Also of a program that refuses what it is given, with all that it said.</summary>
    public static async Task<(Measured Measured, ProcessResult Result)> RunToAnyEndAsync(string path, IReadOnlyCollection<string> arguments, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var result = await Processes.RunAsync("/usr/bin/time", ["-f", "TIME %U %S %M", path, .. arguments], null, cancellationToken);
        var wall = clock.Elapsed;
        var match = Times().Match(result.Errors);
        return match.Success
            ? (new Measured(wall, TimeSpan.FromSeconds(Number(match, "user") + Number(match, "system")), (long)Number(match, "peak") * 1024), result)
            : throw new InvalidOperationException($"{path} ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
    }

    /// <summary>How often a program writes, links and syncs, by strace, which has to be there.</summary>
    public static async Task<string> CountAsync(string path, IReadOnlyCollection<string> arguments, CancellationToken cancellationToken)
    {
        var counts = await Processes.RunAsync(
            "strace", ["-f", "-qq", "-c", "-e", "trace=openat,write,pwrite64,link,linkat,symlink,symlinkat,rename,renameat2,fsync,syncfs", path, .. arguments], null, cancellationToken);
        return counts.ExitCode == 0
            ? string.Join(", ", Calls().Matches(counts.Errors).Select(call => $"{call.Groups["count"].Value} {call.Groups["name"].Value}"))
            : throw new InvalidOperationException(counts.Errors);
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    /// <summary>% time, seconds, usecs/call, calls, errors, syscall.</summary>
    [GeneratedRegex(@"^ *[\d.]+ +[\d.]+ +\d+ +(?<count>\d+) +(\d+ +)?(?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Calls();

    [GeneratedRegex(@"TIME (?<user>[\d.]+) (?<system>[\d.]+) (?<peak>\d+)\s*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Times();
}
