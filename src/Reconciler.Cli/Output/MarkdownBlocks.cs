using System.Text;

namespace Reconciler.Cli.Output;

/// <summary>Blocks of a comment that are shown whole or not at all, as far as there is room.</summary>
/// <param name="room">In bytes.</param>
internal sealed class MarkdownBlocks(int room)
{
    // For the sentence on what is missing.
    private const int Reserve = 400;

    private readonly StringBuilder _text = new();
    private int _bytes;
    private int _shown;
    private int _all;

    public void Add(string block)
    {
        _all++;
        var bytes = Encoding.UTF8.GetByteCount(block);

        // Once one has found no room, later ones are left out too: a gap in the middle would go unseen.
        if (_shown == _all - 1 && _bytes + bytes <= room - Reserve)
        {
            _text.Append(block);
            _bytes += bytes;
            _shown++;
        }
    }

    /// <param name="command">The command that shows all of it.</param>
    public string ToText(string command) => _shown == _all
        ? _text.ToString()
        : $"{_text}**{_all - _shown} of {_all} entries are left out**, since a comment holds 60 kB; `{command}` shows them all.\n\n";
}
