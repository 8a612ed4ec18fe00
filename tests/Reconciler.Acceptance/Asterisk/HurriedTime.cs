namespace Reconciler.Acceptance.Asterisk;

/// <summary>A clock that runs four times as fast: for tests that wait for a verdict, so that they wait a second and not five.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private const int Speed = 4;

    public override long GetTimestamp() => System.GetTimestamp() * Speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Hurry(dueTime), Hurry(period));

    private static TimeSpan Hurry(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Speed;
}
