using Quartz;

namespace Reconciler.Agent.Jobs;

/// <summary>Runs that somebody asks for: a person at once, a forge's webhook no more than once an interval, however many come.</summary>
/// <param name="timer">Starts them.</param>
/// <param name="time">The clock.</param>
/// <param name="interval">Of the poll: what comes within it after a webhook's run has to wait for its end.</param>
public sealed class RunRequests(JobTimer timer, TimeProvider time, TimeSpan interval)
{
    private readonly Lock _gate = new();
    // When the last one began, or the next will.
    private long? _hooked;

    /// <summary>The run that a person asked for.</summary>
    public static TriggerKey Requested { get; } = new("requested");

    /// <summary>The run that a webhook asked for.</summary>
    public static TriggerKey Hooked { get; } = new("hooked");

    public void RunNow() => timer.Set(Requested, ReconcileJob.Key, TimeSpan.Zero);

    /// <summary>Polls once more: at once, or when the interval since the last such poll is over. False: that was asked for already.</summary>
    public bool PollSoon()
    {
        lock (_gate)
        {
            var wait = _hooked is { } last ? interval - time.GetElapsedTime(last) : TimeSpan.Zero;
            if (wait > interval)
            {
                // The one that will answer this call is still to come.
                return false;
            }

            wait = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
            _hooked = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);
            timer.Set(Hooked, ReconcileJob.Key, wait);
            return true;
        }
    }
}
