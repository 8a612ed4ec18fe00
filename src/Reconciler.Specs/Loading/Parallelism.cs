namespace Reconciler.Specs.Loading;

/// <summary>How many threads read side by side.</summary>
internal static class Parallelism
{
    // Each holds a file in memory, tens of megabytes of it where the file is hostile.
    private const int MostThreads = 2;

    public static ParallelOptions Of(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Math.Min(MostThreads, Environment.ProcessorCount) };
}
