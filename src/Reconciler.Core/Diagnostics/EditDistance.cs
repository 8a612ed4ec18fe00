namespace Reconciler.Core.Diagnostics;

/// <summary>
/// Edits (insert, delete, replace, swap of neighbours) between two words, letter case aside. It gives up as soon as there are more than asked for: words
/// that are unlike, which nearly all are, cost a few steps.
/// </summary>
internal static class EditDistance
{
    /// <summary>The distance, or anything above <paramref name="most"/> where it is larger. Both words are short.</summary>
    public static int Between(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return most + 1;
        }

        Span<int> rows = stackalloc int[3 * (b.Length + 1)];
        var before = rows[..(b.Length + 1)];
        var last = rows[(b.Length + 1)..(2 * (b.Length + 1))];
        var row = rows[(2 * (b.Length + 1))..];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            if (Fill(a, b, i, before, last, row) > most)
            {
                return most + 1;
            }

            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }

    /// <summary>The least of the row's values, below which no later row gets.</summary>
    private static int Fill(string a, string b, int i, Span<int> before, Span<int> last, Span<int> row)
    {
        row[0] = i;
        var least = i;
        for (var j = 1; j <= b.Length; j++)
        {
            var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
            var value = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            {
                value = Math.Min(value, before[j - 2] + 1);
            }

            row[j] = value;
            least = Math.Min(least, value);
        }

        return least;
    }
}
