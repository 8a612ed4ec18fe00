using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads a phone.</summary>
internal static class PhoneParser
{
    public static PhoneSpec? Parse(MapNode document, FileFindings findings)
    {
        var reader = new MapReader(document, findings);
        var mac = ParseMac(reader);
        var modelNode = reader.Scalar("model");
        var known = PhoneModel.TryParse(modelNode?.Text, out var model);
        var keys = new KeyParser(reader, $"phone/{mac?.Value}");
        var spec = new PhoneSpec
        {
            Location = reader.Location,
            Digest = SpecDigest.Of(document),
            Mac = mac ?? new Located<MacAddress>(default, reader.Location),
            Model = new Located<PhoneModel>(known ? model : PhoneModel.All[0], modelNode is null ? reader.Location : findings.Locate(modelNode)),
            Description = reader.Text("description", TextRules.Label),
            Address = reader.Text("address", TextRules.Any),
            Profiles = reader.Texts("profiles", TextRules.Name),
            Settings = SettingsParser.Parse(reader, $"phone/{mac?.Value}"),
            Firmware = reader.Text("firmware", TextRules.FirmwareVersion),
            Keys = keys.Parse("keys"),
            Console = keys.Parse("console"),
        };
        return known && mac is not null ? spec : null;
    }

    private static Located<MacAddress>? ParseMac(MapReader reader)
    {
        if (reader.Scalar("mac") is not { } node)
        {
            return null;
        }

        if (MacAddress.TryParse(node.Text, out var mac))
        {
            return reader.Locate(mac, node);
        }

        reader.Findings.Add(
            Codes.WrongForm, node, $"\"mac\" must be a MAC address such as 00:25:84:06:11:56, not {Quoted.Text(node.Text)}.");
        return null;
    }
}
