namespace Reconciler.Cli.Output;

/// <summary>Text for a terminal of 80 columns: lines end between words, and the rest of one stands under it, indented.</summary>
internal static class Folded
{
    public const int Width = 80;

    /// <param name="writer">Where to.</param>
    /// <param name="text">One line; runs of blanks in it stay.</param>
    /// <param name="hang">The beginning of each further line. A word that is longer than a line stays whole.</param>
    public static void Write(TextWriter writer, string text, string hang)
    {
        var rest = text.TrimEnd();
        for (var start = 0; rest.Length > Width; start = hang.Length)
        {
            start = Math.Max(start, rest.Length - rest.TrimStart().Length);
            var end = rest.LastIndexOf(' ', Width);
            if (end <= start)
            {
                end = rest.IndexOf(' ', start + 1);
            }

            if (end < 0)
            {
                break;
            }

            writer.Write($"{rest[..end].TrimEnd()}\n");
            rest = hang + rest[end..].TrimStart();
        }

        writer.Write($"{rest}\n");
    }
}
