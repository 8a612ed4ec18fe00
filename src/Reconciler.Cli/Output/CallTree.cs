using Reconciler.Core.Explaining;

namespace Reconciler.Cli.Output;

/// <summary>The way of a call as a tree, with the place that says each step at its right.</summary>
internal static class CallTree
{
    public static void Write(TextWriter writer, string indent, CallNode root)
    {
        var table = new TextTable(indent);
        table.Add([root.Text, .. PlaceOf(root)]);
        AddChildren(table, root, "");
        table.Write(writer);
    }

    private static void AddChildren(TextTable table, CallNode node, string prefix)
    {
        for (var i = 0; i < node.Children.Length; i++)
        {
            var child = node.Children[i];
            var isLast = i == node.Children.Length - 1;
            table.Add([$"{prefix}{(isLast ? "└─ " : "├─ ")}{TextOf(child)}", .. PlaceOf(child)]);
            if (!IsOnOnePhone(child))
            {
                AddChildren(table, child, prefix + (isLast ? "   " : "│  "));
            }
        }
    }

    // Most extensions are on one phone, which needs no line of its own.
    private static bool IsOnOnePhone(CallNode node) => node is { Kind: CallNodeKind.Called, Children.Length: 1 };

    private static string TextOf(CallNode node) => IsOnOnePhone(node) ? $"{node.Text}: {node.Children[0].Text}" : node.Text;

    private static string[] PlaceOf(CallNode node) => node.Source is null ? [] : [$"{node.Source.Place}", node.Source.Touch?.Text ?? ""];
}
