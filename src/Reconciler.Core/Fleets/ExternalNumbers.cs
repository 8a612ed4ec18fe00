using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>The site's <c>external</c> ranges, found by number in logarithmic time.</summary>
internal sealed class ExternalNumbers
{
    /// <summary>By where digits stand: within one shape the order of the texts is that of the numbers.</summary>
    private readonly Dictionary<string, Ranges> _byShape;

    public ExternalNumbers(ImmutableArray<Located<NumberRange>> ranges) => _byShape = ranges
        .GroupBy(r => NumberRange.ShapeOf(r.Value.First), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => new Ranges([.. g]), StringComparer.Ordinal);

    public bool Contains(string number) => TryFind(number, out _);

    /// <summary>A range that holds the number, and where it is written.</summary>
    public bool TryFind(string number, out Located<NumberRange> range)
    {
        range = default;
        return _byShape.TryGetValue(NumberRange.ShapeOf(number), out var ranges) && ranges.TryMeet(number, number, out range);
    }

    /// <summary>Ranges with numbers that are <paramref name="start"/> or begin with it: one for each shape that has any.</summary>
    public IEnumerable<Located<NumberRange>> BeginningWith(string start)
    {
        var startShape = NumberRange.ShapeOf(start);
        foreach (var (shape, ranges) in _byShape)
        {
            if (shape.StartsWith(startShape, StringComparison.Ordinal)
                && ranges.TryMeet(start + shape[start.Length..], start + shape[start.Length..].Replace('0', '9'), out var range))
            {
                yield return range;
            }
        }
    }

    private sealed class Ranges
    {
        private readonly Located<NumberRange>[] _ranges;

        /// <summary>For each place, where among the ranges up to it the one lies that reaches furthest.</summary>
        private readonly int[] _furthest;

        public Ranges(Located<NumberRange>[] ranges)
        {
            _ranges = ranges;
            Array.Sort(_ranges, (a, b) => string.CompareOrdinal(a.Value.First, b.Value.First));
            _furthest = new int[_ranges.Length];
            for (var i = 1; i < _ranges.Length; i++)
            {
                var before = _furthest[i - 1];
                _furthest[i] = string.CompareOrdinal(_ranges[before].Value.Last, _ranges[i].Value.Last) >= 0 ? before : i;
            }
        }

        /// <summary>A range that holds one of the numbers between two of its shape.</summary>
        public bool TryMeet(string first, string last, out Located<NumberRange> range)
        {
            range = default;
            int low = 0, high = _ranges.Length;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (string.CompareOrdinal(_ranges[middle].Value.First, last) <= 0)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            if (low == 0)
            {
                return false;
            }

            range = _ranges[_furthest[low - 1]];
            return string.CompareOrdinal(range.Value.Last, first) >= 0;
        }
    }
}
