using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>The trunks' contexts: inbound numbers and whom they ring.</summary>
internal sealed class RouteLines
{
    private readonly EffectiveFleet _fleet;
    private readonly DialTargets _targets;
    private readonly HashSet<string> _groups;

    public RouteLines(EffectiveFleet fleet)
    {
        _fleet = fleet;
        _targets = new DialTargets(fleet.Site.Asterisk, fleet.Extensions);
        _groups = [.. fleet.Groups.Select(g => g.Number.Value.ToString())];
    }

    public IEnumerable<DialplanContext> ToContexts() =>
        _fleet.Routes
            .GroupBy(r => r.Context.Value, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new DialplanContext(g.Key, [], Lines(g)));

    private ImmutableArray<DialplanLine> Lines(IEnumerable<RouteSpec> routes)
    {
        var builder = ImmutableArray.CreateBuilder<DialplanLine>();
        var lines = new DialplanExtension(builder);
        foreach (var route in routes)
        {
            Add(lines, route);
        }

        return builder.DrainToImmutable();
    }

    private void Add(DialplanExtension lines, RouteSpec route)
    {
        lines.Start(route.Did.Value);
        if (route.Ring is [var only] && _groups.Contains(only.Value))
        {
            Leave(lines, route, new DestinationSpec(DestinationKind.Group, only.Value, only.Location));
            return;
        }

        lines.Add("Dial", _targets.Dial(route.Ring.Select(r => r.Value), route.RingTime, route.RingOptions.Value));
        Leave(lines, route, route.Otherwise);
    }

    private void Leave(DialplanExtension lines, RouteSpec route, DestinationSpec destination)
    {
        if (destination.Kind is DestinationKind.Extension or DestinationKind.Group)
        {
            // The call leaves the trunk's context for one from which phones dial out. Where an extension lets its callers transfer,
            // this one still reaches no more than the trunk's context: nobody from outside dials out at the site's expense.
            lines.Add("Set", $"TRANSFER_CONTEXT={route.Context.Value}");
        }

        Destinations.Add(lines, destination, _fleet.Site.Asterisk.Context.Value + ",");
    }
}
