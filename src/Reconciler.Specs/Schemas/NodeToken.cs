using Newtonsoft.Json.Linq;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Schemas;

/// <summary>
/// A document as the validation library wants it. Each token knows its node, so that an error finds its line; the tokens are dropped
/// as soon as the document is judged.
/// </summary>
internal static class NodeToken
{
    public static JToken Of(SpecNode node) => node switch
    {
        MapNode map => OfMap(map),
        ListNode list => OfList(list),
        ScalarNode scalar => new ScalarToken(scalar),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>The node that a token stands for.</summary>
    public static SpecNode? NodeOf(JToken? token) => token switch
    {
        MapToken map => map.Node,
        ListToken list => list.Node,
        ScalarToken scalar => scalar.Node,
        JProperty property => NodeOf(property.Parent) is MapNode map ? map.Find(property.Name)?.Key : null,
        _ => null,
    };

    /// <summary>True where the token is the value of a key that may hold a secret, or lies below it.</summary>
    public static bool IsConfidential(JToken token)
    {
        for (JToken? at = token; at is not null; at = at.Parent)
        {
            if (at is JProperty property && Confidential.Covers(property.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static MapToken OfMap(MapNode map)
    {
        var token = new MapToken(map);
        foreach (var entry in map.Entries)
        {
            token.Add(new JProperty(entry.Key.Text, Of(entry.Value)));
        }

        return token;
    }

    private static ListToken OfList(ListNode list)
    {
        var token = new ListToken(list);
        foreach (var item in list.Items)
        {
            token.Add(Of(item));
        }

        return token;
    }

    private sealed class MapToken(MapNode node) : JObject
    {
        public MapNode Node { get; } = node;
    }

    private sealed class ListToken(ListNode node) : JArray
    {
        public ListNode Node { get; } = node;
    }

#pragma warning disable MA0097 // the comparison is the library's; tokens are never ordered here
    private sealed class ScalarToken(ScalarNode node) : JValue(node.Plain ? PlainScalar.Resolve(node.Text) : node.Text)
    {
        public ScalarNode Node { get; } = node;
    }
#pragma warning restore MA0097
}
