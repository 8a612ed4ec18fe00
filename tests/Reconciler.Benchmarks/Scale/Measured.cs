using System.Globalization;

namespace Reconciler.Benchmarks.Scale;

/// <summary>One try of one thing; on a machine that others use, the CPU time and the counts hold better than the clock.</summary>
/// <param name="Wall">From start to end.</param>
/// <param name="Cpu">Of all its threads.</param>
/// <param name="PeakBytes">The most memory that it held.</param>
internal sealed record Measured(TimeSpan Wall, TimeSpan Cpu, long PeakBytes)
{
    /// <summary>System calls that write, as strace counts them; null: not counted.</summary>
    public string? Calls { get; init; }

    /// <summary>A row of a Markdown table.</summary>
    public string Row(string what) => string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {Seconds(Wall)} | {Seconds(Cpu)} | {PeakBytes / 1e6:F0} MB | {Calls} |");

    private static string Seconds(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s");
}
