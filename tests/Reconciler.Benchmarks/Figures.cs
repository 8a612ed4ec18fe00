using System.Globalization;

namespace Reconciler.Benchmarks;

/// <summary>What one thing costs: the medians of several tries.</summary>
/// <param name="Wall">From start to end.</param>
/// <param name="PeakBytes">The most memory that the process held.</param>
internal sealed record Figures(TimeSpan Wall, long PeakBytes)
{
    /// <summary>Tries of everything.</summary>
    public const int Repetitions = 5;

    public static Figures MedianOf(IReadOnlyCollection<Figures> tries) => new(
        tries.Select(t => t.Wall).Order().ElementAt(tries.Count / 2), tries.Select(t => t.PeakBytes).Order().ElementAt(tries.Count / 2));

    /// <summary>A row of a Markdown table.</summary>
    public string Row(string what) => string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {(Wall.TotalSeconds < 1 ? $"{Wall.TotalMilliseconds:F0} ms" : $"{Wall.TotalSeconds:F2} s")} | {PeakBytes / 1e6:F0} MB |");
}
