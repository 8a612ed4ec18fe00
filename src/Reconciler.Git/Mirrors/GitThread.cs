namespace Reconciler.Git.Mirrors;

#pragma warning disable CA1001 // A call that outlives its caller gives the turn back later; the semaphore has no handle to free.
/// <summary>
/// Runs libgit2's blocking calls one at a time, each on a thread of its own rather than the pool's. A caller that cancels is let go at once, while a call that
/// waits for a silent server ends by its time-out.
/// </summary>
internal sealed class GitThread
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        var running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _ = running.ContinueWith(
            ended =>
            {
                // Looked at, so that a failure after the caller has left is not an unobserved one.
                _ = ended.Exception;
                _turn.Release();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return await running.WaitAsync(cancellationToken);
    }
}
