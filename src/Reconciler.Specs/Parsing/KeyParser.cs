using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads line keys and console keys, the short forms too. <paramref name="subject"/> is the document that the keys' secrets belong to.</summary>
internal sealed class KeyParser(MapReader owner, string subject)
{
    private const string OwnExtension = "own";

    public ImmutableArray<KeySpec> Parse(string key) => [.. owner.List(key).Select(Parse).OfType<KeySpec>()];

    private KeySpec? Parse(SpecNode node)
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

        return node is MapNode map ? Parse(new MapReader(map, owner.Findings), location) : null;
    }

    private KeySpec? Parse(MapReader reader, SpecLocation location)
    {
        var label = reader.Text("label", TextRules.Label);
        if (reader.Text("line", TextRules.ExtensionNumber) is { } line)
        {
            return new LineKeySpec(location, line, label, reader.Text("displayName", TextRules.Label), reader.Text("mailbox", TextRules.ExtensionNumber));
        }

        var dialled = reader.Text("speedDial", TextRules.DialledText);
        if (reader.Text("blf", TextRules.DialledText) is { } watched)
        {
            return new BlfKeySpec(location, watched, label, dialled);
        }

        return dialled is { } number ? new SpeedDialKeySpec(location, number, label) : Function(reader, location, label) ?? Registrar(reader, location, label);
    }

    private static KeySpec? Function(MapReader reader, SpecLocation location, Located<string>? label)
    {
        if (reader.Text("park", TextRules.ParkTarget) is { } place)
        {
            return new ParkKeySpec(location, place.Value == OwnExtension ? null : place, label);
        }

        if (reader.Text("page", TextRules.DialledText) is { } group)
        {
            return new PageKeySpec(location, group, label);
        }

        if (reader.Text("xml", TextRules.Any) is { } url)
        {
            return new XmlKeySpec(location, url, label);
        }

        return reader.Text("function", TextRules.Any) is { } function ? new FunctionKeySpec(location, function, label) : null;
    }

    private RegistrarKeySpec? Registrar(MapReader reader, SpecLocation location, Located<string>? label) =>
        reader.Map("registrar") is { } map && new RegistrarParser(map, subject).Parse() is { } registrar
            ? new RegistrarKeySpec(location, registrar, label, reader.Text("displayName", TextRules.Label))
            : null;
}
