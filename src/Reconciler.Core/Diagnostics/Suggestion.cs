namespace Reconciler.Core.Diagnostics;

/// <summary>Finds what the user may have meant by a word that is not known.</summary>
public static class Suggestion
{
    private const int LongestWord = 64;

    /// <summary><c>Did you mean "x"?</c> for the nearest candidate, or null when none is near (a third of the word's length, at least one edit).</summary>
    public static string? DidYouMean(string word, IEnumerable<string> candidates) => Nearest(word, candidates) is { } best ? $"Did you mean \"{best}\"?" : null;

    /// <summary>The candidate alone.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        var limit = Math.Max(1, word.Length / 3);
        string? best = null;
        var bestDistance = limit + 1;
        foreach (var candidate in candidates)
        {
            // One as near as the best may still come before it.
            var distance = EditDistance.Between(word, candidate, bestDistance);
            if (distance < bestDistance || (distance == bestDistance && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }
}
