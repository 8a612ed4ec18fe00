using Quartz;

namespace Reconciler.Agent;

/// <summary>When the agent looks at the phones next. There is one trigger, so that however many reasons come at once, one look answers them all.</summary>
public sealed class PhoneWatch(ISchedulerFactory schedulers, TimeProvider time)
{
    private static readonly TriggerKey NextLook = new("next-look");
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    private int _isAsked;

    /// <summary>Looks as soon as may be.</summary>
    public Task LookNowAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _isAsked, 1);
        return LookInAsync(TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Looks shortly, once for all the changes that come until then. True: a look was asked for; false: it already was.</summary>
    public async Task<bool> NoteChangeAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isAsked, 1) == 1)
        {
            return false;
        }

        await LookInAsync(Gathering, cancellationToken);
        return true;
    }

    /// <summary>A look begins: what changes from now on needs another.</summary>
    public void Begin() => Interlocked.Exchange(ref _isAsked, 0);

    /// <summary>Sets the next look, unless a change has asked for an earlier one.</summary>
    /// <param name="wait">How long from now.</param>
    /// <param name="noLaterThan">When something ends by the clock that the look has to find in time; null: nothing does.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task ScheduleNextAsync(TimeSpan wait, DateTimeOffset? noLaterThan, CancellationToken cancellationToken)
    {
        if (noLaterThan - time.GetUtcNow() is { } left && left < wait)
        {
            wait = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        return Volatile.Read(ref _isAsked) == 1 && wait > Gathering ? Task.CompletedTask : LookInAsync(wait, cancellationToken);
    }

    private async Task LookInAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var trigger = TriggerBuilder.Create().WithIdentity(NextLook).ForJob(FollowJob.Key).StartAt(time.GetUtcNow() + wait).Build();
        if (await scheduler.RescheduleJob(NextLook, trigger, cancellationToken) is null)
        {
            await scheduler.ScheduleJob(trigger, cancellationToken: cancellationToken);
        }
    }
}
