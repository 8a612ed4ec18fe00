namespace Reconciler.Testing;

/// <summary>How many of many equal steps a test takes: a sample in <c>tests/run</c>, every one in <c>tests/long</c>.</summary>
public static class Depth
{
    private static readonly Lock Writing = new();

    /// <summary>True where <c>tests/long</c> asks for every step.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("RECONCILER_TESTS_LONG") == "1";

    /// <summary>Every how many steps one is taken.</summary>
    public static int Stride(int sampled) => IsLong ? 1 : sampled;

    /// <summary>Of the steps 1 to <paramref name="count"/> those to take: the first, the last, and others spread evenly between.</summary>
    /// <param name="count">All there are.</param>
    /// <param name="most">How many a sample has, at least 2.</param>
    public static IReadOnlyList<int> Steps(int count, int most) => IsLong || count <= most
        ? [.. Enumerable.Range(1, count)]
        : [.. Enumerable.Range(0, most).Select(i => 1 + (int)((long)i * (count - 1) / (most - 1)))];

    /// <summary>Adds a line to a table of figures, where <c>tests/long</c> keeps them: <c>artifacts/figures/NAME.md</c>.</summary>
    public static void WriteFigures(string table, string line)
    {
        if (Environment.GetEnvironmentVariable("RECONCILER_TESTS_FIGURES") is not { Length: > 0 } folder)
        {
            return;
        }

        lock (Writing)
        {
            Directory.CreateDirectory(folder);
            File.AppendAllText(Path.Combine(folder, table + ".md"), line + "\n");
        }
    }
}
