namespace Reconciler.Host.Resync;

/// <summary>
/// Spaces out what is sent to phones: each at least a step after the one before, so that no second sees more than the rate, however many are due and
/// however often the program starts.
/// </summary>
public sealed class SendPace
{
    /// <summary>Times are kept in whole seconds, so that the last one may be almost a second later than what is kept.</summary>
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _step;
    private readonly TimeProvider _time;
    private TimeSpan _pause;
    private long? _from;

    /// <param name="perSecond">How many phones a second; may be less than one.</param>
    /// <param name="time">The clock.</param>
    public SendPace(double perSecond, TimeProvider time)
    {
        _step = TimeSpan.FromSeconds(1 / perSecond);
        _time = time;
    }

    /// <summary>Takes over what was sent before this process started.</summary>
    public void StartAfter(DateTimeOffset? lastNotified)
    {
        if (_from is null && lastNotified is { } last)
        {
            // A clock that was set back must not hold everything up until it has caught up.
            var since = _time.GetUtcNow() - last;
            _from = _time.GetTimestamp();
            _pause = Rounding + _step - (since > TimeSpan.Zero ? since : TimeSpan.Zero);
        }
    }

    /// <summary>How long to wait before the next one; zero: none.</summary>
    public TimeSpan Wait
    {
        get
        {
            var wait = _from is { } from ? _pause - _time.GetElapsedTime(from) : TimeSpan.Zero;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>One is being sent now.</summary>
    public void Use()
    {
        _from = _time.GetTimestamp();
        _pause = _step;
    }
}
