namespace Reconciler.Scheduling;

/// <summary>
/// When the next poll is due: the interval with jitter, so that many agents do not ask one server at once; longer, doubling up to a bound, while
/// fetching fails.
/// </summary>
public sealed class PollSchedule(TimeSpan every, double jitter, Random random)
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(15);
    private int _failures;

    /// <summary>Tells how the last run went.</summary>
    public void Report(bool fetched) => _failures = fetched ? 0 : _failures + 1;

    /// <summary>How long to wait before the next poll.</summary>
    public TimeSpan Next()
    {
        var pause = every;
        for (var i = 0; i < _failures && pause < LongestBackOff; i++)
        {
            pause *= 2;
        }

        if (_failures > 0 && pause > LongestBackOff)
        {
            pause = every > LongestBackOff ? every : LongestBackOff;
        }

        return pause * (1 + (jitter * ((2 * random.NextDouble()) - 1)));
    }
}
