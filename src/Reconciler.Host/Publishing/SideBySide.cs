using System.Runtime.ExceptionServices;

namespace Reconciler.Host.Publishing;

/// <summary>Work on many files by two threads: one makes bytes while the other waits for the disk.</summary>
internal static class SideBySide
{
    private const int Threads = 2;

    // Below this, a thread costs more than it saves; and few files are written in their order.
    private const int Few = 32;

    /// <summary>Does it for 0 to <paramref name="count"/> - 1. The first failure ends it and comes out as it is.</summary>
    public static void For(int count, Action<int> work)
    {
        if (count < Few)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Threads }, work);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
