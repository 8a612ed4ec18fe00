using System.Collections.Immutable;

namespace Reconciler.Core.Planning;

/// <summary>Two fleets' objects without those that are the same in both, which are most: found in one pass over both, since they are kept in order.</summary>
internal static class UnchangedPart
{
    /// <param name="from">In order.</param>
    /// <param name="to">In the same order.</param>
    /// <param name="order">The order, in which each is there once.</param>
    /// <param name="isSame">Whether two that stand at the same place need not be looked at.</param>
    public static (List<T> From, List<T> To) LeftOut<T>(ImmutableArray<T> from, ImmutableArray<T> to, Comparison<T> order, Func<T, T, bool> isSame)
    {
        var (before, after, next) = (new List<T>(), new List<T>(), 0);
        foreach (var item in to)
        {
            while (next < from.Length && order(from[next], item) < 0)
            {
                before.Add(from[next++]);
            }

            if (next < from.Length && order(from[next], item) == 0 && isSame(from[next], item))
            {
                next++;
            }
            else
            {
                after.Add(item);
            }
        }

        before.AddRange(from.AsSpan()[next..]);
        return (before, after);
    }
}
