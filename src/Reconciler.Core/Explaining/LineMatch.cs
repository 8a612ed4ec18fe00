using DiffPlex;

namespace Reconciler.Core.Explaining;

/// <summary>Finds the lines of a file as it is in the file as it was committed.</summary>
public static class LineMatch
{
    private static readonly Lines Chunker = new();

    /// <summary>For each line of <paramref name="working"/>, where it is in <paramref name="committed"/>, both from 0; -1: it is not there.</summary>
    public static int[] Of(string committed, string working)
    {
        var diff = Differ.Instance.CreateDiffs(committed, working, ignoreWhiteSpace: false, ignoreCase: false, Chunker);
        var places = new int[diff.PiecesNew.Count];
        var (next, old) = (0, 0);
        foreach (var block in diff.DiffBlocks)
        {
            while (next < block.InsertStartB)
            {
                places[next++] = old++;
            }

            Array.Fill(places, -1, next, block.InsertCountB);
            next += block.InsertCountB;
            old += block.DeleteCountA;
        }

        while (next < places.Length)
        {
            places[next++] = old++;
        }

        return places;
    }

    /// <summary>As Git counts lines; what a checkout made of their ends is no change.</summary>
    private sealed class Lines : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => Array.ConvertAll(text.Split('\n'), line => line.TrimEnd('\r'));
    }
}
