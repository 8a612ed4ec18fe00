using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads an inbound route.</summary>
internal static class RouteParser
{
    public static RouteSpec? Parse(MapNode document, FileFindings findings)
    {
        var reader = new MapReader(document, findings);
        if (reader.Text("did", TextRules.Did) is not { } did || reader.Text("context", TextRules.ContextName) is not { } context)
        {
            return null;
        }

        return new RouteSpec
        {
            Location = reader.Location,
            Digest = SpecDigest.Of(document),
            Did = did,
            Context = context,
            Ring = reader.Texts("ring", TextRules.ExtensionNumber),
            RingTime = reader.Seconds("seconds", 25),
            RingOptions = reader.Text("options", TextRules.Any) ?? new Located<string>("rt", did.Location),
            Otherwise = DestinationParser.Parse(reader),
        };
    }
}
