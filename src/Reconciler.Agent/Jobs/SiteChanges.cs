namespace Reconciler.Agent.Jobs;

/// <summary>Wakes whoever shows or tells the site's state when a run or a look at the phones has ended. Nothing in the loop waits for them.</summary>
public sealed class SiteChanges
{
    private TaskCompletionSource _next = Create();

    /// <summary>Ends when the next run or look does.</summary>
    public Task NextAsync(CancellationToken cancellationToken) => Volatile.Read(ref _next).Task.WaitAsync(cancellationToken);

    public void Note() => Interlocked.Exchange(ref _next, Create()).TrySetResult();

    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
