using System.Globalization;
using System.Text;
using Reconciler.Core.Explaining;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Core.Pictures;

/// <summary>Writes the way of a call as a Mermaid flowchart: before above after, with what comes and goes marked.</summary>
internal sealed class CallChart
{
    private const int MostNodes = 30;
    private const int LongestLabel = 100;

    private readonly StringBuilder _text = new("flowchart TB\n");
    private readonly List<string> _links = [];
    private int _count;
    private int _left;
    private int _omitted;
    private HashSet<string> _other = [];
    private string _mark = "";

    private CallChart()
    {
    }

    /// <summary>Whether a call goes another way; what is on neither side does not.</summary>
    public static bool Differ(CallNode? before, CallNode? after) => !PathsOf(before).SetEquals(PathsOf(after));

    public static string Of(CallNode? before, CallNode? after)
    {
        var (from, to) = (PathsOf(before), PathsOf(after));
        var chart = new CallChart();
        chart.Side("Before", before, "gone", to);
        chart.Side("After", after, "new", from);
        if (before is not null && after is not null)
        {
            // Else the second may come above the first.
            chart._text.Append("  Before ~~~ After\n");
        }

        return chart._text.Append("  classDef new stroke:#16934f,stroke-width:3px\n  classDef gone stroke:#c0392b,stroke-width:2px,stroke-dasharray:5 4\n").ToString();
    }

    private void Side(string name, CallNode? root, string mark, HashSet<string> other)
    {
        if (root is null)
        {
            return;
        }

        (_left, _omitted, _other, _mark) = (MostNodes, 0, other, mark);
        _text.Append(CultureInfo.InvariantCulture, $"  subgraph {name}\n    direction LR\n");
        Node(root, null, "", "");
        if (_omitted > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"    n{_count++}[\"and {_omitted} more\"]\n");
        }

        // After all nodes: a link to one that is not there yet would put it outside of its side.
        _text.AppendJoin("", _links).Append("  end\n");
        _links.Clear();
    }

    /// <summary>Returns the node's number; null where there was no room.</summary>
    private int? Node(CallNode node, int? by, string link, string above)
    {
        if (_left == 0)
        {
            _omitted += CountOf(node);
            return null;
        }

        _left--;
        var id = _count++;
        _text.Append(CultureInfo.InvariantCulture, $"    n{id}[\"{Label(node.Text)}\"]{(_other.Count == 0 || _other.Contains($"{above}\n{node.Text}") ? "" : $":::{_mark}")}\n");
        if (by is { } from)
        {
            _links.Add(string.Create(CultureInfo.InvariantCulture, $"    n{from} -->{link} n{id}\n"));
        }

        var last = id;
        for (var i = 0; i < node.Children.Length; i++)
        {
            var child = node.Children[i];
            // What rings, rings at once; everything else comes one after the other.
            var isTogether = node.Kind is CallNodeKind.Ring or CallNodeKind.Called;
            var drawn = Node(child, isTogether ? id : last, !isTogether && last != id ? "|nobody answers|" : "", Below(above, node, i));
            last = drawn ?? last;
        }

        return id;
    }

    private static int CountOf(CallNode node) => 1 + node.Children.Sum(CountOf);

    // By what it is and not by what it is called: another name marks the one that has it, and not all that follows.
    private static string Below(string above, CallNode node, int child) =>
        string.Create(CultureInfo.InvariantCulture, $"{above}\n{node.Kind} {node.Target} {(node.Children[child].Target is null ? child : -1)}");

    private static HashSet<string> PathsOf(CallNode? root)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        if (root is not null)
        {
            Collect(root, "");
        }

        return paths;

        void Collect(CallNode node, string above)
        {
            paths.Add($"{above}\n{node.Text}");
            for (var i = 0; i < node.Children.Length; i++)
            {
                Collect(node.Children[i], Below(above, node, i));
            }
        }
    }

    /// <summary>
    /// Letters and the like as they are, all else by its wide form: Mermaid, Markdown and HTML each find nothing of theirs in it. Mermaid's own escapes are read otherwise by each of
    /// its versions, and a forge chooses the version.
    /// </summary>
    private static string Label(string text)
    {
        const int Wide = 0xFEE0;
        var legible = Words.Legible(text);
        var label = new StringBuilder(legible.Length);
        var isQuoted = false;
        foreach (var rune in (legible.Length <= LongestLabel ? legible : legible[..(LongestLabel - 1)] + "…").EnumerateRunes())
        {
            if (rune.Value == '"')
            {
                label.Append((isQuoted = !isQuoted) ? '“' : '”');
            }
            else if (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && " .,-()+/:'".Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                label.Append(rune.ToString());
            }
            else if (rune.IsAscii)
            {
                label.Append((char)(rune.Value + Wide));
            }
            else
            {
                label.Append(Rune.IsSymbol(rune) || Rune.IsPunctuation(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? rune.ToString() : "·");
            }
        }

        return label.ToString();
    }
}
