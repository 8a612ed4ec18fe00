namespace Reconciler.Benchmarks;

/// <summary>Without it no figure says anything.</summary>
internal static class Machine
{
    public static string Size { get; } = $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB";

    /// <summary>The head of a table of figures.</summary>
    public static string TableHead { get; } = $"| {Size}; medians of {Figures.Repetitions} | wall | peak memory |\n| --- | --- | --- |";
}
