using Reconciler.Core.Explaining;

namespace Reconciler.Cli.Output;

/// <summary>The way of a call as a tree, with the place that says each step at its right, or under it where a terminal has no room for that.</summary>
internal sealed class CallTree
{
    private const string Gap = "  ";
    private readonly string _indent;
    private readonly List<Step> _steps = [];

    private CallTree(string indent) => _indent = indent;

    public static void Write(TextWriter writer, string indent, CallNode root)
    {
        var tree = new CallTree(indent);
        tree._steps.Add(new Step(root.Text, root.Children.IsEmpty ? Gap : "│ ", PlaceOf(root)));
        tree.AddChildren(root, "");
        tree.Write(writer);
    }

    private void Write(TextWriter writer)
    {
        var (text, place) = (_steps.Max(s => s.Text.Length), _steps.Max(s => s.Place.Length == 0 ? 0 : s.Place[0].Length));
        var touch = _steps.Max(s => s.Place.Length == 0 ? 0 : s.Place[1].Length);
        if (_indent.Length + text + place + touch + (2 * Gap.Length) <= Folded.Width)
        {
            var table = new TextTable(_indent);
            _steps.ForEach(s => table.Add([s.Text, .. s.Place]));
            table.Write(writer);
            return;
        }

        foreach (var step in _steps)
        {
            var below = $"{_indent}{step.Below}{Gap}";
            Folded.Write(writer, _indent + step.Text, below);
            if (step.Place.Length > 0)
            {
                Folded.Write(writer, below + string.Join(Gap, step.Place), below);
            }
        }
    }

    private void AddChildren(CallNode node, string prefix)
    {
        for (var i = 0; i < node.Children.Length; i++)
        {
            var child = node.Children[i];
            var isLast = i == node.Children.Length - 1;
            var below = prefix + (isLast ? "   " : "│  ");
            var isLeaf = IsOnOnePhone(child) || child.Children.IsEmpty;
            _steps.Add(new Step($"{prefix}{(isLast ? "└─ " : "├─ ")}{TextOf(child)}", isLeaf ? below : below + "│", PlaceOf(child)));
            if (!IsOnOnePhone(child))
            {
                AddChildren(child, below);
            }
        }
    }

    // Most extensions are on one phone, which needs no line of its own.
    private static bool IsOnOnePhone(CallNode node) => node is { Kind: CallNodeKind.Called, Children.Length: 1 };

    private static string TextOf(CallNode node) => IsOnOnePhone(node) ? $"{node.Text}: {node.Children[0].Text}" : node.Text;

    private static string[] PlaceOf(CallNode node) => node.Source is null ? [] : [$"{node.Source.Place}", node.Source.Touch?.Text ?? ""];

    private sealed record Step(string Text, string Below, string[] Place);
}
