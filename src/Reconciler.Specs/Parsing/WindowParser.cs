using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Windows;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>windows</c> of site.yaml. Whether a cron expression names a time, and whether the zone exists, is not judged here.</summary>
internal static class WindowParser
{
    public static ImmutableArray<WindowSpec> Parse(MapReader site)
    {
        var windows = ImmutableArray.CreateBuilder<WindowSpec>();
        foreach (var map in site.List("windows").OfType<MapNode>())
        {
            var window = new MapReader(map, site.Findings);
            var cron = window.Text("allow", TextRules.Any) ?? window.Text("deny", TextRules.Any);
            if (cron is { } times && window.Scalar("length") is { } written && window.Duration("length") is { } length && window.Text("timeZone", TextRules.Any) is { } zone)
            {
                var name = window.Text("name", TextRules.Name)?.Value ?? times.Value;
                windows.Add(new WindowSpec(
                    new Window(name, window.Node("allow") is not null, times.Value, length, zone.Value), times.Location, site.Findings.Locate(written), zone.Location));
            }
        }

        return windows.ToImmutable();
    }
}
