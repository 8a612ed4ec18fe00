namespace Reconciler.Cli.Output;

/// <summary>Rows of texts in columns as wide as their widest text; where that is wider than a terminal, from the third column on under the first two.</summary>
internal sealed class TextTable(string indent)
{
    private const string Gap = "  ";
    private const string Below = "      ";
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter writer)
    {
        var columns = _rows.Count == 0 ? 0 : _rows.Max(row => row.Length);
        var widths = Enumerable.Range(0, columns).Select(c => _rows.Max(row => c < row.Length ? row[c].Length : 0)).ToArray();
        var fits = indent.Length + widths.Sum() + (Gap.Length * (columns - 1)) <= Folded.Width;
        foreach (var row in _rows)
        {
            if (fits)
            {
                writer.Write($"{Line(row, widths)}\n");
            }
            else
            {
                WriteFolded(writer, row, widths);
            }
        }
    }

    private void WriteFolded(TextWriter writer, string[] row, int[] widths)
    {
        var second = indent + new string(' ', widths[0] + Gap.Length);
        Folded.Write(writer, Line(row[..Math.Min(2, row.Length)], widths), second.Length < Folded.Width / 2 ? second : indent + Below);
        if (row.Length > 2)
        {
            Folded.Write(writer, indent + Below + string.Join(Gap, row[2..]), indent + Below);
        }
    }

    private string Line(string[] row, int[] widths) => $"{indent}{string.Join(Gap, row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()}";
}
