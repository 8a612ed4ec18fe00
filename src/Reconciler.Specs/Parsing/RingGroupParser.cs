using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads a ring group.</summary>
internal static class RingGroupParser
{
    public static RingGroupSpec? Parse(MapNode document, FileFindings findings)
    {
        var reader = new MapReader(document, findings);
        var text = reader.Text("group", TextRules.ExtensionNumber);
        var valid = ExtensionNumber.TryParse(text?.Value, out var number);
        var spec = new RingGroupSpec
        {
            Location = reader.Location,
            Digest = SpecDigest.Of(document),
            Number = new Located<ExtensionNumber>(number, text?.Location ?? reader.Location),
            Name = reader.Text("name", TextRules.Label),
            Ring = reader.Texts("ring", TextRules.ExtensionNumber),
            Strategy = reader.Scalar("strategy")?.Text == "inOrder" ? RingStrategy.InOrder : RingStrategy.All,
            RingTime = reader.Seconds("seconds", 25),
            Otherwise = DestinationParser.Parse(reader),
        };
        return valid ? spec : null;
    }
}
