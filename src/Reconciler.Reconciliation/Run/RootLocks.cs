using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Run;

/// <summary>The locks of all roots of a site, taken in one order and held for one run.</summary>
public sealed class RootLocks(IReadOnlyList<PublishedRoot> roots, TimeProvider time)
{
    /// <summary>Waits up to 10 s for each; then <see cref="RunLockedException"/>.</summary>
    public async Task<IDisposable> AcquireAsync(CancellationToken cancellationToken)
    {
        var held = new Held();
        try
        {
            foreach (var root in roots.OrderBy(r => r.Directory, StringComparer.Ordinal))
            {
                held.Locks.Add(await RootLock.AcquireAsync(root, time, cancellationToken));
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        return held;
    }

    private sealed class Held : IDisposable
    {
        public List<RootLock> Locks { get; } = [];

        public void Dispose() => Locks.ForEach(held => held.Dispose());
    }
}
