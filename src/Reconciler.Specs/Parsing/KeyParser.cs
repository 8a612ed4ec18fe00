using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads line keys and console keys, the short forms too.</summary>
internal static class KeyParser
{
    public static ImmutableArray<KeySpec> Parse(MapReader owner, string key) =>
        [.. owner.List(key).Select(node => Parse(node, owner)).OfType<KeySpec>()];

    private static KeySpec? Parse(SpecNode node, MapReader owner)
    {
        var location = owner.Findings.Locate(node);
        if (node is ScalarNode scalar)
        {
            return scalar.Text == "disabled"
                ? new DisabledKeySpec(location)
                : owner.Text(scalar, TextRules.ExtensionNumber, "A key's extension") is { } extension
                    ? new LineKeySpec(location, extension, null, null)
                    : null;
        }

        if (node is not MapNode map)
        {
            return null;
        }

        var reader = new MapReader(map, owner.Findings);
        var label = reader.Text("label", TextRules.Label);
        if (reader.Text("line", TextRules.ExtensionNumber) is { } line)
        {
            return new LineKeySpec(location, line, label, reader.Text("displayName", TextRules.Label));
        }

        if (reader.Text("blf", TextRules.DialledText) is { } watched)
        {
            return new BlfKeySpec(location, watched, label);
        }

        return reader.Text("speedDial", TextRules.DialledText) is { } number ? new SpeedDialKeySpec(location, number, label) : null;
    }
}
