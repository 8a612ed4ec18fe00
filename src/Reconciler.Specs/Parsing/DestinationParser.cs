using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>otherwise</c>: where a call ends that nobody took.</summary>
internal static class DestinationParser
{
    private static readonly (string Key, DestinationKind Kind, TextRule Rule)[] Forms =
    [
        ("extension", DestinationKind.Extension, TextRules.ExtensionNumber),
        ("group", DestinationKind.Group, TextRules.ExtensionNumber),
        ("voicemail", DestinationKind.Voicemail, TextRules.ExtensionNumber),
        ("goto", DestinationKind.Goto, TextRules.Any),
    ];

    /// <summary>The destination; hangup where nothing is said.</summary>
    public static DestinationSpec Parse(MapReader owner)
    {
        var node = owner.Node("otherwise");
        if (node is MapNode map)
        {
            var reader = new MapReader(map, owner.Findings);
            foreach (var (key, kind, rule) in Forms)
            {
                if (reader.Text(key, rule) is { } target)
                {
                    return new DestinationSpec(kind, target.Value, target.Location);
                }
            }
        }

        return new DestinationSpec(DestinationKind.Hangup, null, node is null ? owner.Location : owner.Findings.Locate(node));
    }
}
