using System.Globalization;
using System.Text.RegularExpressions;

namespace Reconciler.Acceptance.Crashes;

/// <summary>A call with which a run changes the disk.</summary>
/// <param name="Call">The system call.</param>
/// <param name="Occurrence">Which of its calls, from 1 on, counted in each thread by itself.</param>
/// <param name="Path">Only calls whose first path or file is this one count; null: all.</param>
internal sealed partial record DiskCall(string Call, int Occurrence, string? Path = null)
{
    /// <summary>The call as it was traced, for people.</summary>
    public string Traced { get; private init; } = "";

    /// <summary>
    /// The calls of a traced run, in its order. A fault hits the first thread that comes to an occurrence, so a call of another thread that has the same
    /// number later is none.
    /// </summary>
    public static IReadOnlyList<DiskCall> FindIn(IEnumerable<string> trace)
    {
        var counts = new Dictionary<(string Thread, string Call), int>();
        var calls = new Dictionary<(string Call, int Occurrence), DiskCall>();
        foreach (var match in trace.Select(line => Line().Match(line)).Where(match => match.Success))
        {
            var (thread, call) = (match.Groups["thread"].Value, match.Groups["call"].Value);
            var occurrence = counts.GetValueOrDefault((thread, call)) + 1;
            counts[(thread, call)] = occurrence;
            calls.TryAdd((call, occurrence), new DiskCall(call, occurrence) { Traced = match.Groups["what"].Value });
        }

        return [.. calls.Values];
    }

    /// <summary>True where it can change something under a folder: a file that is opened for reading alone cannot, nor what is written elsewhere and speaks of it.</summary>
    public bool Changes(string folder)
    {
        if (OpenFile().Match(Traced) is { Success: true } open)
        {
            return open.Groups["path"].Value.StartsWith(folder, StringComparison.Ordinal);
        }

        return Traced.Contains($"\"{folder}/", StringComparison.Ordinal)
            && (Call != "openat" || Traced.Contains("O_CREAT", StringComparison.Ordinal) || Traced.Contains("O_TRUNC", StringComparison.Ordinal));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Call} {Occurrence}{(Path is null ? "" : " of " + Path)}{(Traced.Length == 0 ? "" : $" ({Traced})")}");

    // write(29</srv/tftp/x>, "...
    [GeneratedRegex("^[a-z0-9]+[(][0-9]+<(?<path>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OpenFile();

    // 4711 rename("a", "b") = 0; a call that is resumed was counted where it began.
    [GeneratedRegex("^(?<thread>[0-9]+) +(?<what>(?<call>[a-z0-9]+)[(].*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
