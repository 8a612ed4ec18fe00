namespace Reconciler.Agent.Jobs;

/// <summary>Wakes whoever shows or tells the site's state when a run or a look at the phones has ended. Nothing in the loop waits for them.</summary>
public sealed class SiteChanges
{
    private TaskCompletionSource _next = Create();

    /// <summary>Ends when the next run or look does.</summary>
    public Task NextAsync(CancellationToken cancellationToken) => Volatile.Read(ref _next).Task.WaitAsync(cancellationToken);

    /// <summary>Does it now, after each change, and once a <paramref name="period"/> whatever happens, until it is cancelled.</summary>
    public async Task FollowAsync(Func<CancellationToken, Task> work, TimeSpan period, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        await Task.Yield();
        while (true)
        {
            // Before the work, so that none is missed meanwhile.
            var change = NextAsync(cancellationToken);
            await work(cancellationToken);
            await Task.WhenAny(change, Task.Delay(period, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Note() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
