using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>Compares until nothing differs any more or the time is up: chan_sip reloads in the background, and an Asterisk under load takes its time.</summary>
internal static class ReadBackLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatiencePerObject = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<PbxProblem>> RunAsync(
        IReadOnlyList<IReadBack> parts, AmiSession session, TimeProvider time, CancellationToken cancellationToken)
    {
        var patience = Patience + (PatiencePerObject * parts.Sum(p => p.Objects));
        var started = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            var last = time.GetElapsedTime(started) >= patience;
            var problems = new List<PbxProblem>();
            var open = new List<IReadBack>();
            foreach (var part in parts)
            {
                var findings = await part.CompareAsync(session, cancellationToken).ConfigureAwait(false);
                if (!findings.IsClean)
                {
                    open.Add(part);
                    problems.AddRange(findings.Conclude(part.Module));
                }
            }

            if (open.Count == 0 || last)
            {
                return problems;
            }

            parts = open;
            var left = patience - time.GetElapsedTime(started);
            await Task.Delay(Shorter(pause, left), time, cancellationToken).ConfigureAwait(false);
            pause = Shorter(pause * 2, LongestPause);
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => b <= TimeSpan.Zero || a < b ? a : b;
}
