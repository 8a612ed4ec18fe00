namespace Reconciler.Agent.Serving;

/// <summary>How many lines a second a log may grow by, however many are asked for: what is left out is counted.</summary>
internal sealed class LogRate(int perSecond, int atOnce, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _since = time.GetTimestamp();
    private double _left = atOnce;
    private long _omitted;

    /// <summary>Whether one more line may be written; with it, how many were left out before.</summary>
    public bool TryAcquire(out long omitted)
    {
        lock (_gate)
        {
            _left = Math.Min(atOnce, _left + (time.GetElapsedTime(_since).TotalSeconds * perSecond));
            _since = time.GetTimestamp();
            if (_left < 1)
            {
                _omitted++;
                omitted = 0;
                return false;
            }

            _left--;
            (omitted, _omitted) = (_omitted, 0);
            return true;
        }
    }
}
