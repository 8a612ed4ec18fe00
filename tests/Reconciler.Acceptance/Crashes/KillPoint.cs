using System.Globalization;
using System.Text.RegularExpressions;

namespace Reconciler.Acceptance.Crashes;

/// <summary>Where a run is killed: as it enters a system call.</summary>
/// <param name="Call">The system call.</param>
/// <param name="Occurrence">Which of its calls, from 1 on, counted in each thread by itself.</param>
/// <param name="Path">Only calls whose first path or file is this one count; null: all.</param>
internal sealed partial record KillPoint(string Call, int Occurrence, string? Path = null)
{
    /// <summary>The call as it was traced, for people.</summary>
    public string Traced { get; private init; } = "";

    /// <summary>How strace is told.</summary>
    public string Injection => string.Create(CultureInfo.InvariantCulture, $"inject={Call}:signal=SIGKILL:when={Occurrence}");

    /// <summary>
    /// The points of a traced run, in its order. A run is killed by the first thread that comes to an occurrence, so a call of another thread that has the
    /// same number later is none.
    /// </summary>
    public static IReadOnlyList<KillPoint> FindIn(IEnumerable<string> trace)
    {
        var counts = new Dictionary<(string Thread, string Call), int>();
        var points = new Dictionary<(string Call, int Occurrence), KillPoint>();
        foreach (var match in trace.Select(line => Line().Match(line)).Where(match => match.Success))
        {
            var (thread, call) = (match.Groups["thread"].Value, match.Groups["call"].Value);
            var occurrence = counts.GetValueOrDefault((thread, call)) + 1;
            counts[(thread, call)] = occurrence;
            points.TryAdd((call, occurrence), new KillPoint(call, occurrence) { Traced = match.Groups["what"].Value });
        }

        return [.. points.Values];
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"killed at {Call} {Occurrence}{(Path is null ? "" : " of " + Path)}{(Traced.Length == 0 ? "" : $" ({Traced})")}");

    // 4711 rename("a", "b") = 0; a call that is resumed was counted where it began.
    [GeneratedRegex("^(?<thread>[0-9]+) +(?<what>(?<call>[a-z0-9]+)[(].*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
