using Quartz;

namespace Reconciler.Agent.Jobs;

/// <summary>When the agent looks at the phones next. There is one trigger, so that however many reasons come at once, one look answers them all.</summary>
public sealed class PhoneWatch(JobTimer timer, TimeProvider time)
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    private int _isAsked;

    /// <summary>The trigger's name in the scheduler.</summary>
    public static TriggerKey NextLook { get; } = new("next-look");

    /// <summary>Looks as soon as may be.</summary>
    public void LookNow()
    {
        Interlocked.Exchange(ref _isAsked, 1);
        LookIn(TimeSpan.Zero);
    }

    /// <summary>Looks shortly, once for all the changes that come until then. True: a look was asked for; false: it already was.</summary>
    public bool NoteChange()
    {
        if (Interlocked.Exchange(ref _isAsked, 1) == 1)
        {
            return false;
        }

        LookIn(Gathering);
        return true;
    }

    /// <summary>A look begins: what changes from now on needs another.</summary>
    public void Begin() => Interlocked.Exchange(ref _isAsked, 0);

    /// <summary>Sets the next look, unless a change has asked for an earlier one.</summary>
    /// <param name="wait">How long from now.</param>
    /// <param name="noLaterThan">When something ends by the clock that the look has to find in time; null: nothing does.</param>
    public void ScheduleNext(TimeSpan wait, DateTimeOffset? noLaterThan)
    {
        if (noLaterThan - time.GetUtcNow() is { } left && left < wait)
        {
            wait = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        if (Volatile.Read(ref _isAsked) == 0 || wait <= Gathering)
        {
            LookIn(wait);
        }
    }

    private void LookIn(TimeSpan wait) => timer.Set(NextLook, FollowJob.Key, wait);
}
