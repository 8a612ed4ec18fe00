namespace Reconciler.Acceptance.Phones;

/// <summary>The machine's clock, put forward: what lasts minutes need not be waited for, while time-outs and pauses are as long as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _shift;

    public void Advance(TimeSpan time) => _shift += time;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
