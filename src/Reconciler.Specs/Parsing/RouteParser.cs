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
        var did = reader.Text("did", TextRules.Did);
        var context = reader.Text("context", TextRules.ContextName);
        var unknown = new Located<string>("", reader.Location);
        var spec = new RouteSpec
        {
            Location = reader.Location,
            Digest = SpecDigest.Of(document),
            Did = did ?? unknown,
            Context = context ?? unknown,
            Ring = reader.Texts("ring", TextRules.ExtensionNumber),
            RingTime = reader.Seconds("seconds", 25),
            RingOptions = reader.Text("options", TextRules.Any) ?? new Located<string>("rt", reader.Location),
            Otherwise = DestinationParser.Parse(reader),
        };
        return did is null || context is null ? null : spec;
    }
}
