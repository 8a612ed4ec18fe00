namespace Reconciler.Cli.Tests.Forges;

/// <summary>A clock whose waits are over at once and are remembered; the deadline of a request is left out unless it is asked for.</summary>
internal sealed class ImpatientTime(bool requestsTimeOut = false) : TimeProvider
{
    private static readonly TimeSpan RequestDeadline = TimeSpan.FromSeconds(30);
    private readonly List<TimeSpan> _waits = [];

    /// <summary>What was waited for, but for answers.</summary>
    public IReadOnlyList<TimeSpan> Waits => _waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == RequestDeadline)
        {
            return System.CreateTimer(callback, state, requestsTimeOut ? TimeSpan.Zero : dueTime, period);
        }

        _waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
