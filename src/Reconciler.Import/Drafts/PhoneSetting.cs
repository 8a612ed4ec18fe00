using Reconciler.Import.Writing;

namespace Reconciler.Import.Drafts;

/// <summary>One setting of a phone or profile, as it will be written.</summary>
/// <param name="Path">The keys that lead to it, with slashes between: <c>syslog/server</c>, <c>parameters/Ringer_Volume</c>.</param>
/// <param name="Node">Its value.</param>
/// <param name="File">Where it comes from.</param>
/// <param name="Line">Where it comes from.</param>
/// <param name="Elements">The elements of the phone that it sets; empty: not known one by one.</param>
internal sealed record PhoneSetting(string Path, WrittenNode Node, string File, int Line, IReadOnlyList<string> Elements)
{
    /// <summary>The same on two phones that say the same.</summary>
    public string Content { get; } = Path + "=" + TextOf(Node);

    private static string TextOf(WrittenNode node) => node switch
    {
        WrittenText text => text.Value,
        WrittenList list => string.Join('\n', list.Items.Select(i => TextOf(i.Node))),
        WrittenMap map => string.Join('\t', map.Entries.Select(e => e.Key + ":" + TextOf(e.Node))),
        _ => "",
    };
}
