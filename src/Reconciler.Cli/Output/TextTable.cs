namespace Reconciler.Cli.Output;

/// <summary>Rows of texts, printed with each column as wide as its widest text.</summary>
internal sealed class TextTable(string indent)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter writer)
    {
        var columns = _rows.Count == 0 ? 0 : _rows.Max(row => row.Length);
        var widths = Enumerable.Range(0, columns).Select(c => _rows.Max(row => c < row.Length ? row[c].Length : 0)).ToArray();
        foreach (var row in _rows)
        {
            writer.Write($"{indent}{string.Join(Gap, row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()}\n");
        }
    }
}
