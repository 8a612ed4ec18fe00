using Microsoft.Extensions.Time.Testing;

namespace Reconciler.Agent.Tests.Jobs;

/// <summary>Time that passes when it is told to, with a clock that can be set: of the fake time alone, what measures time would be set with it.</summary>
internal sealed class SteppedTime(FakeTimeProvider time) : TimeProvider
{
    /// <summary>How far the clock was set.</summary>
    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Step;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
