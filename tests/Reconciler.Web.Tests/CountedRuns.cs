using Quartz;

namespace Reconciler.Web.Tests;

/// <summary>The runs that were asked for.</summary>
public sealed class CountedRuns : IDisposable
{
    private readonly SemaphoreSlim _begun = new(0);
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Ends when one more has begun.</summary>
    public Task NextAsync() => _begun.WaitAsync(TestContext.Current.CancellationToken);

    public void Dispose() => _begun.Dispose();

    internal void Begin()
    {
        Interlocked.Increment(ref _count);
        _begun.Release();
    }
}

/// <summary>Stands for a run.</summary>
public sealed class CountedRun(CountedRuns runs) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        runs.Begin();
        return ValueTask.CompletedTask;
    }
}
