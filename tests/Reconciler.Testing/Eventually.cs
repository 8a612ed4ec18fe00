namespace Reconciler.Testing;

/// <summary>Waits for what another process does in its own time, and which sends no event when it is done.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again until the condition holds; fails with <paramref name="what"/> after <paramref name="deadline"/>.</summary>
    public static async Task HoldsAsync(string what, TimeSpan deadline, Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition().ConfigureAwait(false))
        {
            if (TimeProvider.System.GetElapsedTime(started) > deadline)
            {
                throw new TimeoutException($"Not so within {deadline.TotalSeconds:0.#} s: {what}");
            }

            await Task.Delay(Interval, cancellationToken).ConfigureAwait(false);
        }
    }
}
