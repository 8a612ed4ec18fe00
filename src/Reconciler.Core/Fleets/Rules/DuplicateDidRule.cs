using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A DID is routed once in each context.</summary>
internal sealed class DuplicateDidRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var first = new Dictionary<(string Context, string Did), RouteSpec>(subject.Specs.Routes.Length);
        foreach (var route in subject.Specs.Routes)
        {
            var key = (route.Context.Value, route.Did.Value);
            if (!first.TryAdd(key, route))
            {
                diagnostics.Add(Codes.DuplicateDid.At(
                    route.Did.Location,
                    $"DID {route.Did.Value} is already routed in context \"{route.Context.Value}\" at {first[key].Did.Location}.",
                    "Keep one of the two, or let a ring group take the call."));
            }
        }
    }
}
